SET 'execution.runtime-mode' = 'batch';

SET 'pipeline.name' = 'orders-to-ods';

SET 'parallelism.default' = '1';

CREATE TEMPORARY TABLE `source` (
  `id` BIGINT,
  `customer` STRING,
  `amount` DECIMAL(18, 4),
  `paid` BOOLEAN,
  `placed_at` TIMESTAMP(6),
  `note` STRING,
  `attachment` BYTES
) WITH (
  'connector' = 'jdbc',
  'url' = 'jdbc:mysql://erp-db.example:3306/erp',
  'driver' = 'com.mysql.cj.jdbc.Driver',
  'table-name' = 'orders',
  'username' = 'sync',
  'password' = '${secret:env/ERP_PASSWORD}',
  'scan.fetch-size' = '-2147483648'
);

CREATE TEMPORARY TABLE `sink` (
  `id` BIGINT,
  `customer` STRING,
  `amount` DECIMAL(18, 4),
  `paid` BOOLEAN,
  `placed_at` TIMESTAMP(6),
  `note` STRING,
  `attachment` BYTES,
  PRIMARY KEY (`id`) NOT ENFORCED
) WITH (
  'connector' = 'jdbc',
  'url' = 'jdbc:mysql://ods-db.example:3306/ods',
  'driver' = 'com.mysql.cj.jdbc.Driver',
  'table-name' = 'ods_orders',
  'username' = 'load',
  'password' = '${secret:env/ODS_PASSWORD}'
);

INSERT INTO `sink` (`id`, `customer`, `amount`, `paid`, `placed_at`, `note`, `attachment`)
SELECT `id`, `customer`, `amount`, `paid`, `placed_at`, `note`, `attachment` FROM `source`
WHERE (placed_at < '${fire:yyyy-MM-dd}');
