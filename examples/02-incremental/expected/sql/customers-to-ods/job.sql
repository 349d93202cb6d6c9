SET 'execution.runtime-mode' = 'batch';

SET 'pipeline.name' = 'customers-to-ods';

SET 'parallelism.default' = '1';

CREATE TEMPORARY TABLE `source` (
  `id` BIGINT,
  `name` STRING,
  `credit` DECIMAL(12, 2),
  `updated_at` TIMESTAMP(0)
) WITH (
  'connector' = 'jdbc',
  'url' = 'jdbc:mysql://erp-db.example:3306/erp',
  'driver' = 'com.mysql.cj.jdbc.Driver',
  'table-name' = 'customers',
  'username' = 'sync',
  'password' = '${secret:env/ERP_PASSWORD}',
  'scan.fetch-size' = '-2147483648'
);

CREATE TEMPORARY TABLE `sink` (
  `id` BIGINT,
  `name` STRING,
  `credit` DECIMAL(12, 2),
  `updated_at` TIMESTAMP(0),
  PRIMARY KEY (`id`) NOT ENFORCED
) WITH (
  'connector' = 'jdbc',
  'url' = 'jdbc:mysql://ods-db.example:3306/ods',
  'driver' = 'com.mysql.cj.jdbc.Driver',
  'table-name' = 'ods_customers',
  'username' = 'load',
  'password' = '${secret:env/ODS_PASSWORD}'
);

INSERT INTO `sink` (`id`, `name`, `credit`, `updated_at`)
SELECT `id`, `name`, `credit`, `updated_at` FROM `source`
WHERE (deleted = 0 and updated_at < '${fire:yyyy-MM-dd HH:mm:ss}') AND `updated_at` > CAST('${cursor}' AS TIMESTAMP(0));
