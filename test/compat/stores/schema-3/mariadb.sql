CREATE TABLE `sluice_artefact` (
  `digest` varchar(128) NOT NULL,
  `engine_type` varchar(64) NOT NULL,
  `bytes` longtext NOT NULL,
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`digest`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;

INSERT INTO sluice_artefact VALUES ('sha256:gone-{}', 'local', '{\"formatVersion\":\"1.0\",\"project\":\"shop\",\"environment\":\"prod\",\"pipeline\":{\"name\":\"gone\",\"tags\":[],\"state\":\"running\",\"schedule\":{\"kind\":\"cron\",\"expression\":\"0 * * * * ?\",\"dialect\":\"quartz-2.5\",\"timeZone\":\"UTC\"},\"misfire\":{\"policy\":\"catch-up\",\"limit\":10},\"overlap\":\"queue-all\",\"dependsOn\":[],\"retry\":{\"attempts\":3,\"backoff\":\"fixed\",\"initialMs\":1000,\"maxMs\":1000},\"priority\":0,\"parameters\":[],\"work\":{\"text\":\"first\"}},\"engine\":{\"name\":\"batch\",\"type\":\"local\",\"config\":{}},\"job\":{\"file\":\"job.json\",\"template\":{}}}', 1772323200000);

INSERT INTO sluice_artefact VALUES ('sha256:orders-{}', 'local', '{\"formatVersion\":\"1.0\",\"project\":\"shop\",\"environment\":\"prod\",\"pipeline\":{\"name\":\"orders\",\"tags\":[],\"state\":\"running\",\"schedule\":{\"kind\":\"cron\",\"expression\":\"0 * * * * ?\",\"dialect\":\"quartz-2.5\",\"timeZone\":\"UTC\"},\"misfire\":{\"policy\":\"catch-up\",\"limit\":10},\"overlap\":\"queue-all\",\"dependsOn\":[],\"retry\":{\"attempts\":3,\"backoff\":\"fixed\",\"initialMs\":1000,\"maxMs\":1000},\"priority\":0,\"parameters\":[],\"work\":{\"text\":\"first\"}},\"engine\":{\"name\":\"batch\",\"type\":\"local\",\"config\":{}},\"job\":{\"file\":\"job.json\",\"template\":{}}}', 1772323200000);

INSERT INTO sluice_artefact VALUES ('sha256:sales-old-{}', 'local', '{\"formatVersion\":\"1.0\",\"project\":\"shop\",\"environment\":\"prod\",\"pipeline\":{\"name\":\"sales-old\",\"tags\":[],\"state\":\"running\",\"schedule\":{\"kind\":\"cron\",\"expression\":\"0 * * * * ?\",\"dialect\":\"quartz-2.5\",\"timeZone\":\"UTC\"},\"misfire\":{\"policy\":\"catch-up\",\"limit\":10},\"overlap\":\"queue-all\",\"dependsOn\":[],\"retry\":{\"attempts\":3,\"backoff\":\"fixed\",\"initialMs\":1000,\"maxMs\":1000},\"priority\":0,\"parameters\":[],\"work\":{\"text\":\"first\"}},\"engine\":{\"name\":\"batch\",\"type\":\"local\",\"config\":{}},\"job\":{\"file\":\"job.json\",\"template\":{}}}', 1772323200000);

INSERT INTO sluice_artefact VALUES ('sha256:sales-{}', 'local', '{\"formatVersion\":\"1.0\",\"project\":\"shop\",\"environment\":\"prod\",\"pipeline\":{\"name\":\"sales\",\"tags\":[],\"state\":\"running\",\"schedule\":{\"kind\":\"cron\",\"expression\":\"0 * * * * ?\",\"dialect\":\"quartz-2.5\",\"timeZone\":\"UTC\"},\"misfire\":{\"policy\":\"catch-up\",\"limit\":10},\"overlap\":\"queue-all\",\"dependsOn\":[],\"retry\":{\"attempts\":3,\"backoff\":\"fixed\",\"initialMs\":1000,\"maxMs\":1000},\"priority\":0,\"parameters\":[],\"work\":{\"text\":\"first\"}},\"engine\":{\"name\":\"batch\",\"type\":\"local\",\"config\":{}},\"job\":{\"file\":\"job.json\",\"template\":{}}}', 1772323202000);

CREATE TABLE `sluice_attempt` (
  `run_id` varchar(64) NOT NULL,
  `number` bigint(20) NOT NULL,
  `state` varchar(64) NOT NULL,
  `executor` varchar(255) NOT NULL,
  `engine_ref` longtext NOT NULL,
  `started_at` bigint(20) NOT NULL,
  `finished_at` bigint(20) DEFAULT NULL,
  `metrics` longtext NOT NULL,
  `reason` longtext DEFAULT NULL,
  PRIMARY KEY (`run_id`,`number`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;

INSERT INTO sluice_attempt VALUES ('run-failed', 1, 'failed', 'one:1:1', '{\"id\":\"job-failed\"}', 1772323200000, 1772323203000, '{}', '{\"code\":\"JOB_FAILED\",\"message\":\"it ended with exit code 1\"}');

INSERT INTO sluice_attempt VALUES ('run-former', 1, 'succeeded', 'one:1:1', '{\"id\":\"job-former\"}', 1772323200000, 1772323201000, '{\"rowsRead\":3,\"rowsWritten\":3}', NULL);

INSERT INTO sluice_attempt VALUES ('run-held', 1, 'starting', 'one:1:1', '{\"id\":\"job-held\"}', 1772323260000, NULL, '{}', NULL);

CREATE TABLE `sluice_cursors` (
  `project` varchar(128) NOT NULL,
  `environment` varchar(128) NOT NULL,
  `pipeline` varchar(128) NOT NULL,
  `value` longtext NOT NULL,
  `fire_time` bigint(20) NOT NULL,
  `run_id` varchar(64) NOT NULL,
  `updated_at` bigint(20) NOT NULL,
  PRIMARY KEY (`project`,`environment`,`pipeline`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;

INSERT INTO sluice_cursors VALUES ('shop', 'prod', 'sales', '41', 1772323200000, 'run-former', 1772323201000);

CREATE TABLE `sluice_deployment` (
  `project` varchar(128) NOT NULL,
  `environment` varchar(128) NOT NULL,
  `pipeline` varchar(128) NOT NULL,
  `generation` bigint(20) NOT NULL,
  `observed_generation` bigint(20) NOT NULL,
  `artefact_digest` varchar(128) NOT NULL,
  `revision` varchar(255) NOT NULL,
  `state` varchar(64) NOT NULL,
  `next_fire_time` bigint(20) DEFAULT NULL,
  `last_fire_time` bigint(20) DEFAULT NULL,
  `applied_at` bigint(20) NOT NULL,
  PRIMARY KEY (`project`,`environment`,`pipeline`),
  KEY `sluice_deployment_due` (`state`,`next_fire_time`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;

INSERT INTO sluice_deployment VALUES ('shop', 'prod', 'gone', 2, 2, 'sha256:gone-{}', 'revision-2', 'deleted', NULL, NULL, 1772323202000);

INSERT INTO sluice_deployment VALUES ('shop', 'prod', 'orders', 1, 1, 'sha256:orders-{}', 'revision-1', 'active', 1772323260000, 1772323320000, 1772323200000);

INSERT INTO sluice_deployment VALUES ('shop', 'prod', 'sales', 2, 2, 'sha256:sales-{}', 'revision-2', 'active', 1772323260000, 1772323200000, 1772323202000);

INSERT INTO sluice_deployment VALUES ('shop', 'prod', 'sales-old', 2, 2, 'sha256:sales-old-{}', 'revision-2', 'deleted', NULL, 1772323200000, 1772323202000);

CREATE TABLE `sluice_event` (
  `position` bigint(20) NOT NULL AUTO_INCREMENT,
  `id` varchar(64) NOT NULL,
  `topic` varchar(64) NOT NULL,
  `event_key` varchar(400) NOT NULL,
  `project` varchar(128) NOT NULL,
  `environment` varchar(128) DEFAULT NULL,
  `pipeline` varchar(128) DEFAULT NULL,
  `sequence` bigint(20) NOT NULL,
  `type` varchar(64) NOT NULL,
  `at` bigint(20) NOT NULL,
  `data` longtext NOT NULL,
  `previous_hash` char(64) NOT NULL,
  `hash` char(64) NOT NULL,
  `published_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`position`),
  UNIQUE KEY `sluice_event_id` (`id`),
  UNIQUE KEY `sluice_event_chain` (`topic`,`event_key`,`sequence`),
  KEY `sluice_event_unpublished` (`published_at`,`position`),
  KEY `sluice_event_environment` (`project`,`environment`,`position`),
  KEY `sluice_event_pipeline` (`pipeline`,`position`)
) ENGINE=InnoDB AUTO_INCREMENT=22 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;

INSERT INTO sluice_event VALUES (1, '3784c154350e240eb5f914c6a5c0517c', 'sluice.audit', 'shop/prod/orders', 'shop', 'prod', 'orders', 1, 'deployment.created', 1772323200000, '{\"actor\":\"reconcile\",\"digest\":\"sha256:orders-{}\",\"environment\":\"prod\",\"generation\":1,\"nextFireTime\":1772323260000,\"pipeline\":\"orders\",\"project\":\"shop\",\"reason\":{\"code\":\"SOURCE_CHANGED\",\"message\":\"the source of the desired state says so\"},\"revision\":\"revision-1\",\"to\":\"active\"}', '0000000000000000000000000000000000000000000000000000000000000000', '3784c154350e240eb5f914c6a5c0517c95286f5c02a4e6e40f281275230e2a76', 1772323380000);

INSERT INTO sluice_event VALUES (2, '508ef7991c5f3841199412b5a47d3216', 'sluice.audit', 'shop/prod/sales-old', 'shop', 'prod', 'sales-old', 1, 'deployment.created', 1772323200000, '{\"actor\":\"reconcile\",\"digest\":\"sha256:sales-old-{}\",\"environment\":\"prod\",\"generation\":1,\"nextFireTime\":1772323260000,\"pipeline\":\"sales-old\",\"project\":\"shop\",\"reason\":{\"code\":\"SOURCE_CHANGED\",\"message\":\"the source of the desired state says so\"},\"revision\":\"revision-1\",\"to\":\"active\"}', '0000000000000000000000000000000000000000000000000000000000000000', '508ef7991c5f3841199412b5a47d32161f0abc06589338c8cdffa239c25849d7', 1772323380000);

INSERT INTO sluice_event VALUES (3, '80250419a047939651ab1c5cd71a0afd', 'sluice.audit', 'shop/prod/gone', 'shop', 'prod', 'gone', 1, 'deployment.created', 1772323200000, '{\"actor\":\"reconcile\",\"digest\":\"sha256:gone-{}\",\"environment\":\"prod\",\"generation\":1,\"nextFireTime\":1772323260000,\"pipeline\":\"gone\",\"project\":\"shop\",\"reason\":{\"code\":\"SOURCE_CHANGED\",\"message\":\"the source of the desired state says so\"},\"revision\":\"revision-1\",\"to\":\"active\"}', '0000000000000000000000000000000000000000000000000000000000000000', '80250419a047939651ab1c5cd71a0afda6d0d516a3e17ca4c840420471374e95', 1772323380000);

INSERT INTO sluice_event VALUES (4, 'd83adb5d3843406fc1d6889376753ef2', 'sluice.runs', 'shop/prod/sales-old', 'shop', 'prod', 'sales-old', 1, 'run.scheduled', 1772323200000, '{\"actor\":\"schedule\",\"artefactDigest\":\"sha256:sales-old-{}\",\"environment\":\"prod\",\"fireTime\":1772323200000,\"pipeline\":\"sales-old\",\"project\":\"shop\",\"run\":\"run-former\",\"to\":\"scheduled\",\"trigger\":\"schedule\"}', '0000000000000000000000000000000000000000000000000000000000000000', 'd83adb5d3843406fc1d6889376753ef2cce121092afdbe209d18bd758d9ee11b', 1772323380000);

INSERT INTO sluice_event VALUES (5, '526715e709b811438370dabb621d5122', 'sluice.runs', 'shop/prod/sales-old', 'shop', 'prod', 'sales-old', 2, 'run.claimed', 1772323200000, '{\"actor\":\"one:1:1\",\"artefactDigest\":\"sha256:sales-old-{}\",\"environment\":\"prod\",\"executor\":\"one:1:1\",\"fireTime\":1772323200000,\"from\":\"scheduled\",\"pipeline\":\"sales-old\",\"project\":\"shop\",\"run\":\"run-former\",\"to\":\"claimed\"}', 'd83adb5d3843406fc1d6889376753ef2cce121092afdbe209d18bd758d9ee11b', '526715e709b811438370dabb621d5122d1caf9608350464b263aeeddf9ddc32b', 1772323380000);

INSERT INTO sluice_event VALUES (6, 'fbec17ee3542fa543dbddbac69a7760a', 'sluice.runs', 'shop/prod/sales-old', 'shop', 'prod', 'sales-old', 3, 'run.starting', 1772323200000, '{\"actor\":\"one:1:1\",\"artefactDigest\":\"sha256:sales-old-{}\",\"attempt\":1,\"environment\":\"prod\",\"executor\":\"one:1:1\",\"fireTime\":1772323200000,\"from\":\"claimed\",\"pipeline\":\"sales-old\",\"project\":\"shop\",\"run\":\"run-former\",\"to\":\"starting\"}', '526715e709b811438370dabb621d5122d1caf9608350464b263aeeddf9ddc32b', 'fbec17ee3542fa543dbddbac69a7760a80b383c9147cb6c1a6ea211fdc284c2b', NULL);

INSERT INTO sluice_event VALUES (7, '4b2e08be8d7a29e878b42ae819bcd5e4', 'sluice.runs', 'shop/prod/sales-old', 'shop', 'prod', 'sales-old', 4, 'run.succeeded', 1772323201000, '{\"actor\":\"one:1:1\",\"artefactDigest\":\"sha256:sales-old-{}\",\"attempt\":1,\"cursor\":{\"to\":\"41\"},\"environment\":\"prod\",\"executor\":\"one:1:1\",\"fireTime\":1772323200000,\"from\":\"starting\",\"metrics\":{\"rowsRead\":3,\"rowsWritten\":3},\"pipeline\":\"sales-old\",\"project\":\"shop\",\"run\":\"run-former\",\"to\":\"succeeded\"}', 'fbec17ee3542fa543dbddbac69a7760a80b383c9147cb6c1a6ea211fdc284c2b', '4b2e08be8d7a29e878b42ae819bcd5e437d72c40b49e718acb572375f782bdd6', NULL);

INSERT INTO sluice_event VALUES (8, 'd5c684c0e95187c35e21754c976a3199', 'sluice.audit', 'shop/prod/sales-old', 'shop', 'prod', 'sales-old', 2, 'deployment.deleted', 1772323202000, '{\"actor\":\"reconcile\",\"digest\":\"sha256:sales-old-{}\",\"environment\":\"prod\",\"from\":\"active\",\"generation\":2,\"movedTo\":\"sales\",\"pipeline\":\"sales-old\",\"previousDigest\":\"sha256:sales-old-{}\",\"project\":\"shop\",\"reason\":{\"code\":\"PIPELINE_MOVED\",\"message\":\"the pipeline goes on under another name\"},\"revision\":\"revision-2\",\"to\":\"deleted\"}', '508ef7991c5f3841199412b5a47d32161f0abc06589338c8cdffa239c25849d7', 'd5c684c0e95187c35e21754c976a3199086213c2b65d6b942c4c1bd008fba591', NULL);

INSERT INTO sluice_event VALUES (9, '61474b835614d1736d6e3fb3edc6fa9a', 'sluice.audit', 'shop/prod/sales', 'shop', 'prod', 'sales', 1, 'deployment.moved', 1772323202000, '{\"actor\":\"reconcile\",\"digest\":\"sha256:sales-{}\",\"environment\":\"prod\",\"from\":\"active\",\"generation\":2,\"movedFrom\":\"sales-old\",\"nextFireTime\":1772323260000,\"pipeline\":\"sales\",\"previousDigest\":\"sha256:sales-old-{}\",\"project\":\"shop\",\"reason\":{\"code\":\"SOURCE_CHANGED\",\"message\":\"the source of the desired state says so\"},\"revision\":\"revision-2\",\"to\":\"active\"}', '0000000000000000000000000000000000000000000000000000000000000000', '61474b835614d1736d6e3fb3edc6fa9affdc34959e702d0e1b356be9a856f792', NULL);

INSERT INTO sluice_event VALUES (10, '34e3842bd8b8a10746599c20576cec1a', 'sluice.audit', 'shop/prod/gone', 'shop', 'prod', 'gone', 2, 'deployment.deleted', 1772323202000, '{\"actor\":\"reconcile\",\"digest\":\"sha256:gone-{}\",\"environment\":\"prod\",\"from\":\"active\",\"generation\":2,\"pipeline\":\"gone\",\"previousDigest\":\"sha256:gone-{}\",\"project\":\"shop\",\"reason\":{\"code\":\"SOURCE_CHANGED\",\"message\":\"the source of the desired state says so\"},\"revision\":\"revision-2\",\"to\":\"deleted\"}', '80250419a047939651ab1c5cd71a0afda6d0d516a3e17ca4c840420471374e95', '34e3842bd8b8a10746599c20576cec1a1b00c28aa7fcab2ff26cfb59b7379dff', NULL);

INSERT INTO sluice_event VALUES (11, 'b346e982aab245e7869e490059bb5aa0', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 1, 'run.scheduled', 1772323200000, '{\"actor\":\"schedule\",\"artefactDigest\":\"sha256:orders-{}\",\"environment\":\"prod\",\"fireTime\":1772323200000,\"pipeline\":\"orders\",\"project\":\"shop\",\"run\":\"run-failed\",\"to\":\"scheduled\",\"trigger\":\"schedule\"}', '0000000000000000000000000000000000000000000000000000000000000000', 'b346e982aab245e7869e490059bb5aa07272619e2259e22ec6f8c8fe28cce04f', NULL);

INSERT INTO sluice_event VALUES (12, 'd9328fa43073eb25b4c6e3b019795afa', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 2, 'run.claimed', 1772323200000, '{\"actor\":\"one:1:1\",\"artefactDigest\":\"sha256:orders-{}\",\"environment\":\"prod\",\"executor\":\"one:1:1\",\"fireTime\":1772323200000,\"from\":\"scheduled\",\"pipeline\":\"orders\",\"project\":\"shop\",\"run\":\"run-failed\",\"to\":\"claimed\"}', 'b346e982aab245e7869e490059bb5aa07272619e2259e22ec6f8c8fe28cce04f', 'd9328fa43073eb25b4c6e3b019795afa1095f24e06898333e666d00098249c0f', NULL);

INSERT INTO sluice_event VALUES (13, '3812435293402245a5b13b05fd713ea5', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 3, 'run.starting', 1772323200000, '{\"actor\":\"one:1:1\",\"artefactDigest\":\"sha256:orders-{}\",\"attempt\":1,\"environment\":\"prod\",\"executor\":\"one:1:1\",\"fireTime\":1772323200000,\"from\":\"claimed\",\"pipeline\":\"orders\",\"project\":\"shop\",\"run\":\"run-failed\",\"to\":\"starting\"}', 'd9328fa43073eb25b4c6e3b019795afa1095f24e06898333e666d00098249c0f', '3812435293402245a5b13b05fd713ea543398bcab32af6cea6246742e524115b', NULL);

INSERT INTO sluice_event VALUES (14, '162bddba78c0b3feaed403c907f61c6f', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 4, 'run.failed', 1772323203000, '{\"actor\":\"one:1:1\",\"artefactDigest\":\"sha256:orders-{}\",\"attempt\":1,\"environment\":\"prod\",\"executor\":\"one:1:1\",\"fireTime\":1772323200000,\"from\":\"starting\",\"metrics\":{},\"pipeline\":\"orders\",\"project\":\"shop\",\"reason\":{\"code\":\"JOB_FAILED\",\"message\":\"it ended with exit code 1\"},\"run\":\"run-failed\",\"to\":\"failed\"}', '3812435293402245a5b13b05fd713ea543398bcab32af6cea6246742e524115b', '162bddba78c0b3feaed403c907f61c6f427be788cec8ec1de997a180dac4cd09', NULL);

INSERT INTO sluice_event VALUES (15, 'ff52a8cc26fbb97c3ab79842acd9e05f', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 5, 'run.scheduled', 1772323260000, '{\"actor\":\"schedule\",\"artefactDigest\":\"sha256:orders-{}\",\"environment\":\"prod\",\"fireTime\":1772323260000,\"pipeline\":\"orders\",\"project\":\"shop\",\"run\":\"run-held\",\"to\":\"scheduled\",\"trigger\":\"schedule\"}', '162bddba78c0b3feaed403c907f61c6f427be788cec8ec1de997a180dac4cd09', 'ff52a8cc26fbb97c3ab79842acd9e05fb37055257f4aba9ab2e17f0d6476af91', NULL);

INSERT INTO sluice_event VALUES (16, '07de2bbe2f458d5209f425ec7ff1f761', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 6, 'run.claimed', 1772323260000, '{\"actor\":\"one:1:1\",\"artefactDigest\":\"sha256:orders-{}\",\"environment\":\"prod\",\"executor\":\"one:1:1\",\"fireTime\":1772323260000,\"from\":\"scheduled\",\"pipeline\":\"orders\",\"project\":\"shop\",\"run\":\"run-held\",\"to\":\"claimed\"}', 'ff52a8cc26fbb97c3ab79842acd9e05fb37055257f4aba9ab2e17f0d6476af91', '07de2bbe2f458d5209f425ec7ff1f761cd69c5013b506179a2feb3a3bd50dc9b', NULL);

INSERT INTO sluice_event VALUES (17, '6b5fedc95a8490b263f48e7fe9a6bcdc', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 7, 'run.starting', 1772323260000, '{\"actor\":\"one:1:1\",\"artefactDigest\":\"sha256:orders-{}\",\"attempt\":1,\"environment\":\"prod\",\"executor\":\"one:1:1\",\"fireTime\":1772323260000,\"from\":\"claimed\",\"pipeline\":\"orders\",\"project\":\"shop\",\"run\":\"run-held\",\"to\":\"starting\"}', '07de2bbe2f458d5209f425ec7ff1f761cd69c5013b506179a2feb3a3bd50dc9b', '6b5fedc95a8490b263f48e7fe9a6bcdcd3060f415cd455b900cd1569a665590f', NULL);

INSERT INTO sluice_event VALUES (18, '590827fe3e09298ecb74ac83c0810cd8', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 8, 'run.scheduled', 1772323320000, '{\"actor\":\"schedule\",\"artefactDigest\":\"sha256:orders-{}\",\"environment\":\"prod\",\"fireTime\":1772323320000,\"pipeline\":\"orders\",\"project\":\"shop\",\"run\":\"run-due\",\"to\":\"scheduled\",\"trigger\":\"schedule\"}', '6b5fedc95a8490b263f48e7fe9a6bcdcd3060f415cd455b900cd1569a665590f', '590827fe3e09298ecb74ac83c0810cd870db5d71d1683499dca753c682f47876', NULL);

INSERT INTO sluice_event VALUES (19, '4e39159a9867ba1421b8788137a8d9ce', 'sluice.audit', 'shop/prod', 'shop', 'prod', NULL, 1, 'source.synced', 1772323202000, '{\"actor\":\"reconcile\",\"codes\":[],\"environment\":\"prod\",\"files\":2,\"pipelines\":2,\"project\":\"shop\",\"revision\":\"revision-2\",\"source\":\"folder\",\"to\":\"synced\"}', '0000000000000000000000000000000000000000000000000000000000000000', '4e39159a9867ba1421b8788137a8d9ce4ad883bc2fc75e4d1f6070f3372321cf', NULL);

INSERT INTO sluice_event VALUES (20, '5e6052285623c616edfedf96b4a7a1bb', 'sluice.audit', 'shop/prod', 'shop', 'prod', NULL, 2, 'chain.heads', 1772323380000, '{\"actor\":\"relay\",\"environment\":\"prod\",\"heads\":[{\"after\":0,\"hash\":\"34e3842bd8b8a10746599c20576cec1a1b00c28aa7fcab2ff26cfb59b7379dff\",\"key\":\"shop/prod/gone\",\"sequence\":2},{\"after\":0,\"hash\":\"3784c154350e240eb5f914c6a5c0517c95286f5c02a4e6e40f281275230e2a76\",\"key\":\"shop/prod/orders\",\"sequence\":1},{\"after\":0,\"hash\":\"61474b835614d1736d6e3fb3edc6fa9affdc34959e702d0e1b356be9a856f792\",\"key\":\"shop/prod/sales\",\"sequence\":1},{\"after\":0,\"hash\":\"d5c684c0e95187c35e21754c976a3199086213c2b65d6b942c4c1bd008fba591\",\"key\":\"shop/prod/sales-old\",\"sequence\":2}],\"project\":\"shop\"}', '4e39159a9867ba1421b8788137a8d9ce4ad883bc2fc75e4d1f6070f3372321cf', '5e6052285623c616edfedf96b4a7a1bb8cea5861952ce095fc232ab7202cbc00', NULL);

INSERT INTO sluice_event VALUES (21, '10cb568c7d754ae7f6c5761cef330451', 'sluice.runs', 'shop/prod', 'shop', 'prod', NULL, 1, 'chain.heads', 1772323380000, '{\"actor\":\"relay\",\"beside\":{\"hash\":\"5e6052285623c616edfedf96b4a7a1bb8cea5861952ce095fc232ab7202cbc00\",\"sequence\":2,\"topic\":\"sluice.audit\"},\"environment\":\"prod\",\"heads\":[{\"after\":0,\"hash\":\"590827fe3e09298ecb74ac83c0810cd870db5d71d1683499dca753c682f47876\",\"key\":\"shop/prod/orders\",\"sequence\":8},{\"after\":0,\"hash\":\"4b2e08be8d7a29e878b42ae819bcd5e437d72c40b49e718acb572375f782bdd6\",\"key\":\"shop/prod/sales-old\",\"sequence\":4}],\"project\":\"shop\"}', '0000000000000000000000000000000000000000000000000000000000000000', '10cb568c7d754ae7f6c5761cef3304516d669a14b6329dd6483ff4d916bfd4d4', NULL);

CREATE TABLE `sluice_event_head` (
  `topic` varchar(64) NOT NULL,
  `event_key` varchar(400) NOT NULL,
  `sequence` bigint(20) NOT NULL,
  `hash` char(64) NOT NULL,
  PRIMARY KEY (`topic`,`event_key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;

INSERT INTO sluice_event_head VALUES ('sluice.audit', 'shop/prod', 2, '5e6052285623c616edfedf96b4a7a1bb8cea5861952ce095fc232ab7202cbc00');

INSERT INTO sluice_event_head VALUES ('sluice.audit', 'shop/prod/gone', 2, '34e3842bd8b8a10746599c20576cec1a1b00c28aa7fcab2ff26cfb59b7379dff');

INSERT INTO sluice_event_head VALUES ('sluice.audit', 'shop/prod/orders', 1, '3784c154350e240eb5f914c6a5c0517c95286f5c02a4e6e40f281275230e2a76');

INSERT INTO sluice_event_head VALUES ('sluice.audit', 'shop/prod/sales', 1, '61474b835614d1736d6e3fb3edc6fa9affdc34959e702d0e1b356be9a856f792');

INSERT INTO sluice_event_head VALUES ('sluice.audit', 'shop/prod/sales-old', 2, 'd5c684c0e95187c35e21754c976a3199086213c2b65d6b942c4c1bd008fba591');

INSERT INTO sluice_event_head VALUES ('sluice.runs', 'shop/prod', 1, '10cb568c7d754ae7f6c5761cef3304516d669a14b6329dd6483ff4d916bfd4d4');

INSERT INTO sluice_event_head VALUES ('sluice.runs', 'shop/prod/orders', 8, '590827fe3e09298ecb74ac83c0810cd870db5d71d1683499dca753c682f47876');

INSERT INTO sluice_event_head VALUES ('sluice.runs', 'shop/prod/sales-old', 4, '4b2e08be8d7a29e878b42ae819bcd5e437d72c40b49e718acb572375f782bdd6');

CREATE TABLE `sluice_event_mark` (
  `topic` varchar(64) NOT NULL,
  `event_key` varchar(400) NOT NULL,
  `sequence` bigint(20) NOT NULL,
  PRIMARY KEY (`topic`,`event_key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;

INSERT INTO sluice_event_mark VALUES ('', '', 0);

INSERT INTO sluice_event_mark VALUES ('sluice.audit', 'shop/prod/gone', 2);

INSERT INTO sluice_event_mark VALUES ('sluice.audit', 'shop/prod/orders', 1);

INSERT INTO sluice_event_mark VALUES ('sluice.audit', 'shop/prod/sales', 1);

INSERT INTO sluice_event_mark VALUES ('sluice.audit', 'shop/prod/sales-old', 2);

INSERT INTO sluice_event_mark VALUES ('sluice.runs', 'shop/prod/orders', 8);

INSERT INTO sluice_event_mark VALUES ('sluice.runs', 'shop/prod/sales-old', 4);

CREATE TABLE `sluice_former_name` (
  `project` varchar(128) NOT NULL,
  `environment` varchar(128) NOT NULL,
  `pipeline` varchar(128) NOT NULL,
  `former` varchar(128) NOT NULL,
  `moved_at` bigint(20) NOT NULL,
  PRIMARY KEY (`project`,`environment`,`pipeline`,`former`),
  KEY `sluice_former_name_former` (`project`,`environment`,`former`,`moved_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;

INSERT INTO sluice_former_name VALUES ('shop', 'prod', 'sales', 'sales-old', 1772323202000);

CREATE TABLE `sluice_lease` (
  `name` varchar(128) NOT NULL,
  `holder` varchar(255) DEFAULT NULL,
  `fence` bigint(20) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;

INSERT INTO sluice_lease VALUES ('leader', NULL, 1, 0);

CREATE TABLE `sluice_migration` (
  `number` int(11) NOT NULL,
  `name` varchar(128) NOT NULL,
  `checksum` char(64) NOT NULL,
  `applied_at` bigint(20) NOT NULL,
  PRIMARY KEY (`number`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO sluice_migration VALUES (1, 'first-tables', 'f30db79459d2ea2bd593923259b0a8f5f56dced6b999b97ca4f56b88db7c5e3a', 1772323200000);

INSERT INTO sluice_migration VALUES (2, 'former-names', 'da330ed7aade932ef1923318276ef1055241e4e928f9963a40f1d08e2f19aae0', 1772323200000);

INSERT INTO sluice_migration VALUES (3, 'event-marks', 'ffcf5d9a6e3cd55a0f924f4bdb1ce2cddda641a955318e2feef03a9d312d1703', 1772323200000);

CREATE TABLE `sluice_run` (
  `id` varchar(64) NOT NULL,
  `project` varchar(128) NOT NULL,
  `environment` varchar(128) NOT NULL,
  `pipeline` varchar(128) NOT NULL,
  `fire_time` bigint(20) NOT NULL,
  `previous_fire_time` bigint(20) NOT NULL,
  `trigger_kind` varchar(64) NOT NULL,
  `artefact_digest` varchar(128) NOT NULL,
  `engine_type` varchar(64) NOT NULL,
  `state` varchar(64) NOT NULL,
  `reason` longtext DEFAULT NULL,
  `parameters` longtext NOT NULL,
  `bound_values` longtext NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `started_at` bigint(20) DEFAULT NULL,
  `finished_at` bigint(20) DEFAULT NULL,
  `earlier_attempts` bigint(20) NOT NULL,
  `not_before` bigint(20) NOT NULL,
  `metrics` longtext NOT NULL,
  `cursor_before` longtext DEFAULT NULL,
  `cursor_after` longtext DEFAULT NULL,
  `executor` varchar(255) DEFAULT NULL,
  `claimed_until` bigint(20) DEFAULT NULL,
  `cancel_requested_at` bigint(20) DEFAULT NULL,
  `cancel_actor` varchar(255) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `sluice_run_fire` (`project`,`environment`,`pipeline`,`fire_time`),
  KEY `sluice_run_claim` (`state`,`not_before`,`id`),
  KEY `sluice_run_expiry` (`state`,`claimed_until`),
  KEY `sluice_run_newest` (`created_at`,`id`),
  KEY `sluice_run_of_environment` (`project`,`environment`,`created_at`,`id`),
  KEY `sluice_run_of_pipeline` (`project`,`environment`,`pipeline`,`created_at`,`id`),
  KEY `sluice_run_in_state` (`project`,`environment`,`pipeline`,`state`,`fire_time`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;

INSERT INTO sluice_run VALUES ('run-due', 'shop', 'prod', 'orders', 1772323320000, 1772323260000, 'schedule', 'sha256:orders-{}', 'local', 'scheduled', NULL, '{}', '{}', 1772323320000, NULL, NULL, 0, 1772323320000, '{}', NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO sluice_run VALUES ('run-failed', 'shop', 'prod', 'orders', 1772323200000, 1772323140000, 'schedule', 'sha256:orders-{}', 'local', 'failed', '{\"code\":\"JOB_FAILED\",\"message\":\"it ended with exit code 1\"}', '{}', '{}', 1772323200000, 1772323200000, 1772323203000, 0, 1772323200000, '{}', NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO sluice_run VALUES ('run-former', 'shop', 'prod', 'sales-old', 1772323200000, 1772323140000, 'schedule', 'sha256:sales-old-{}', 'local', 'succeeded', NULL, '{}', '{\"${fire}\":\"x\"}', 1772323200000, 1772323200000, 1772323201000, 0, 1772323200000, '{\"rowsRead\":3,\"rowsWritten\":3}', NULL, '41', NULL, NULL, NULL, NULL);

INSERT INTO sluice_run VALUES ('run-held', 'shop', 'prod', 'orders', 1772323260000, 1772323200000, 'schedule', 'sha256:orders-{}', 'local', 'starting', NULL, '{}', '{}', 1772323260000, 1772323260000, NULL, 0, 1772323260000, '{}', NULL, NULL, 'one:1:1', 1772323320000, NULL, NULL);

CREATE TABLE `sluice_source_status` (
  `project` varchar(128) NOT NULL,
  `environment` varchar(128) NOT NULL,
  `state` varchar(64) NOT NULL,
  `document` longtext NOT NULL,
  PRIMARY KEY (`project`,`environment`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;

INSERT INTO sluice_source_status VALUES ('shop', 'prod', 'synced', '{\"checkedAt\":1772323202000,\"compiled\":[\"orders\",\"sales\"],\"diagnostics\":[],\"environment\":\"prod\",\"files\":2,\"kind\":\"folder\",\"pipelines\":2,\"project\":\"shop\",\"revision\":\"revision-2\",\"state\":\"synced\"}');

