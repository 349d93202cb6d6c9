CREATE TABLE sluice_migration (
    number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL
  );

CREATE TABLE sluice_lease (
      "name" TEXT NOT NULL,
      "holder" TEXT,
      "fence" INTEGER NOT NULL,
      "expires_at" INTEGER NOT NULL,
      PRIMARY KEY ("name")
    );

CREATE TABLE sluice_artefact (
      "digest" TEXT NOT NULL,
      "engine_type" TEXT NOT NULL,
      "bytes" TEXT NOT NULL,
      "created_at" INTEGER NOT NULL,
      PRIMARY KEY ("digest")
    );

CREATE TABLE sluice_deployment (
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "pipeline" TEXT NOT NULL,
      "generation" INTEGER NOT NULL,
      "observed_generation" INTEGER NOT NULL,
      "artefact_digest" TEXT NOT NULL,
      "revision" TEXT NOT NULL,
      "state" TEXT NOT NULL,
      "next_fire_time" INTEGER,
      "last_fire_time" INTEGER,
      "applied_at" INTEGER NOT NULL,
      PRIMARY KEY ("project", "environment", "pipeline")
    );

CREATE INDEX sluice_deployment_due ON sluice_deployment ("state", "next_fire_time");

CREATE TABLE sluice_cursors (
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "pipeline" TEXT NOT NULL,
      "value" TEXT NOT NULL,
      "fire_time" INTEGER NOT NULL,
      "run_id" TEXT NOT NULL,
      "updated_at" INTEGER NOT NULL,
      PRIMARY KEY ("project", "environment", "pipeline")
    );

CREATE TABLE sluice_source_status (
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "state" TEXT NOT NULL,
      "document" TEXT NOT NULL,
      PRIMARY KEY ("project", "environment")
    );

CREATE TABLE sluice_run (
      "id" TEXT NOT NULL,
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "pipeline" TEXT NOT NULL,
      "fire_time" INTEGER NOT NULL,
      "previous_fire_time" INTEGER NOT NULL,
      "trigger_kind" TEXT NOT NULL,
      "artefact_digest" TEXT NOT NULL,
      "engine_type" TEXT NOT NULL,
      "state" TEXT NOT NULL,
      "reason" TEXT,
      "parameters" TEXT NOT NULL,
      "bound_values" TEXT NOT NULL,
      "created_at" INTEGER NOT NULL,
      "started_at" INTEGER,
      "finished_at" INTEGER,
      "earlier_attempts" INTEGER NOT NULL,
      "not_before" INTEGER NOT NULL,
      "metrics" TEXT NOT NULL,
      "cursor_before" TEXT,
      "cursor_after" TEXT,
      "executor" TEXT,
      "claimed_until" INTEGER,
      "cancel_requested_at" INTEGER,
      "cancel_actor" TEXT,
      PRIMARY KEY ("id"),
      CONSTRAINT sluice_run_fire UNIQUE ("project", "environment", "pipeline", "fire_time")
    );

CREATE INDEX sluice_run_claim ON sluice_run ("state", "not_before", "id");

CREATE INDEX sluice_run_expiry ON sluice_run ("state", "claimed_until");

CREATE INDEX sluice_run_newest ON sluice_run ("created_at", "id");

CREATE INDEX sluice_run_of_environment
      ON sluice_run ("project", "environment", "created_at", "id");

CREATE INDEX sluice_run_of_pipeline
      ON sluice_run ("project", "environment", "pipeline", "created_at", "id");

CREATE INDEX sluice_run_in_state
      ON sluice_run ("project", "environment", "pipeline", "state", "fire_time");

CREATE TABLE sluice_attempt (
      "run_id" TEXT NOT NULL,
      "number" INTEGER NOT NULL,
      "state" TEXT NOT NULL,
      "executor" TEXT NOT NULL,
      "engine_ref" TEXT NOT NULL,
      "started_at" INTEGER NOT NULL,
      "finished_at" INTEGER,
      "metrics" TEXT NOT NULL,
      "reason" TEXT,
      PRIMARY KEY ("run_id", "number")
    );

CREATE TABLE sluice_event (
      "position" INTEGER PRIMARY KEY AUTOINCREMENT,
      "id" TEXT NOT NULL,
      "topic" TEXT NOT NULL,
      "event_key" TEXT NOT NULL,
      "project" TEXT NOT NULL,
      "environment" TEXT,
      "pipeline" TEXT,
      "sequence" INTEGER NOT NULL,
      "type" TEXT NOT NULL,
      "at" INTEGER NOT NULL,
      "data" TEXT NOT NULL,
      "previous_hash" TEXT NOT NULL,
      "hash" TEXT NOT NULL,
      "published_at" INTEGER,
      CONSTRAINT sluice_event_id UNIQUE ("id"),
      CONSTRAINT sluice_event_chain UNIQUE ("topic", "event_key", "sequence")
    );

CREATE INDEX sluice_event_unpublished ON sluice_event ("published_at", "position");

CREATE INDEX sluice_event_environment ON sluice_event ("project", "environment", "position");

CREATE INDEX sluice_event_pipeline ON sluice_event ("pipeline", "position");

CREATE TABLE sluice_event_head (
      "topic" TEXT NOT NULL,
      "event_key" TEXT NOT NULL,
      "sequence" INTEGER NOT NULL,
      "hash" TEXT NOT NULL,
      PRIMARY KEY ("topic", "event_key")
    );

CREATE TABLE sluice_former_name (
      "project" TEXT NOT NULL,
      "environment" TEXT NOT NULL,
      "pipeline" TEXT NOT NULL,
      "former" TEXT NOT NULL,
      "moved_at" INTEGER NOT NULL,
      PRIMARY KEY ("project", "environment", "pipeline", "former")
    );

CREATE INDEX sluice_former_name_former
      ON sluice_former_name ("project", "environment", "former", "moved_at");

CREATE TABLE sluice_event_mark (
      "topic" TEXT NOT NULL,
      "event_key" TEXT NOT NULL,
      "sequence" INTEGER NOT NULL,
      PRIMARY KEY ("topic", "event_key")
    );

INSERT INTO sluice_migration VALUES (1, 'first-tables', 'b079ea2c56278ce9dfe044f0859f9ece7e8ae67d0c17674f3851f9d0aabc8a33', 1772323200000);

INSERT INTO sluice_migration VALUES (2, 'former-names', '9a99320e94b3082f69216c528f98011ab99b7e8d1b7b982cea7d50a6d474344c', 1772323200000);

INSERT INTO sluice_migration VALUES (3, 'event-marks', '10e928a6906dfc8b7eeec60fb46290fddcbe37a04e47ae46b2120133afdb460e', 1772323200000);

INSERT INTO sluice_lease VALUES ('leader', NULL, 1, 0);

INSERT INTO sluice_artefact VALUES ('sha256:orders-{}', 'local', '{"formatVersion":"1.0","project":"shop","environment":"prod","pipeline":{"name":"orders","tags":[],"state":"running","schedule":{"kind":"cron","expression":"0 * * * * ?","dialect":"quartz-2.5","timeZone":"UTC"},"misfire":{"policy":"catch-up","limit":10},"overlap":"queue-all","dependsOn":[],"retry":{"attempts":3,"backoff":"fixed","initialMs":1000,"maxMs":1000},"priority":0,"parameters":[],"work":{"text":"first"}},"engine":{"name":"batch","type":"local","config":{}},"job":{"file":"job.json","template":{}}}', 1772323200000);

INSERT INTO sluice_artefact VALUES ('sha256:sales-old-{}', 'local', '{"formatVersion":"1.0","project":"shop","environment":"prod","pipeline":{"name":"sales-old","tags":[],"state":"running","schedule":{"kind":"cron","expression":"0 * * * * ?","dialect":"quartz-2.5","timeZone":"UTC"},"misfire":{"policy":"catch-up","limit":10},"overlap":"queue-all","dependsOn":[],"retry":{"attempts":3,"backoff":"fixed","initialMs":1000,"maxMs":1000},"priority":0,"parameters":[],"work":{"text":"first"}},"engine":{"name":"batch","type":"local","config":{}},"job":{"file":"job.json","template":{}}}', 1772323200000);

INSERT INTO sluice_artefact VALUES ('sha256:gone-{}', 'local', '{"formatVersion":"1.0","project":"shop","environment":"prod","pipeline":{"name":"gone","tags":[],"state":"running","schedule":{"kind":"cron","expression":"0 * * * * ?","dialect":"quartz-2.5","timeZone":"UTC"},"misfire":{"policy":"catch-up","limit":10},"overlap":"queue-all","dependsOn":[],"retry":{"attempts":3,"backoff":"fixed","initialMs":1000,"maxMs":1000},"priority":0,"parameters":[],"work":{"text":"first"}},"engine":{"name":"batch","type":"local","config":{}},"job":{"file":"job.json","template":{}}}', 1772323200000);

INSERT INTO sluice_artefact VALUES ('sha256:sales-{}', 'local', '{"formatVersion":"1.0","project":"shop","environment":"prod","pipeline":{"name":"sales","tags":[],"state":"running","schedule":{"kind":"cron","expression":"0 * * * * ?","dialect":"quartz-2.5","timeZone":"UTC"},"misfire":{"policy":"catch-up","limit":10},"overlap":"queue-all","dependsOn":[],"retry":{"attempts":3,"backoff":"fixed","initialMs":1000,"maxMs":1000},"priority":0,"parameters":[],"work":{"text":"first"}},"engine":{"name":"batch","type":"local","config":{}},"job":{"file":"job.json","template":{}}}', 1772323202000);

INSERT INTO sluice_deployment VALUES ('shop', 'prod', 'orders', 1, 1, 'sha256:orders-{}', 'revision-1', 'active', 1772323260000, 1772323320000, 1772323200000);

INSERT INTO sluice_deployment VALUES ('shop', 'prod', 'sales-old', 2, 2, 'sha256:sales-old-{}', 'revision-2', 'deleted', NULL, 1772323200000, 1772323202000);

INSERT INTO sluice_deployment VALUES ('shop', 'prod', 'gone', 2, 2, 'sha256:gone-{}', 'revision-2', 'deleted', NULL, NULL, 1772323202000);

INSERT INTO sluice_deployment VALUES ('shop', 'prod', 'sales', 2, 2, 'sha256:sales-{}', 'revision-2', 'active', 1772323260000, 1772323200000, 1772323202000);

INSERT INTO sluice_cursors VALUES ('shop', 'prod', 'sales', '41', 1772323200000, 'run-former', 1772323201000);

INSERT INTO sluice_source_status VALUES ('shop', 'prod', 'synced', '{"checkedAt":1772323202000,"compiled":["orders","sales"],"diagnostics":[],"environment":"prod","files":2,"kind":"folder","pipelines":2,"project":"shop","revision":"revision-2","state":"synced"}');

INSERT INTO sluice_run VALUES ('run-former', 'shop', 'prod', 'sales-old', 1772323200000, 1772323140000, 'schedule', 'sha256:sales-old-{}', 'local', 'succeeded', NULL, '{}', '{"${fire}":"x"}', 1772323200000, 1772323200000, 1772323201000, 0, 1772323200000, '{"rowsRead":3,"rowsWritten":3}', NULL, '41', NULL, NULL, NULL, NULL);

INSERT INTO sluice_run VALUES ('run-failed', 'shop', 'prod', 'orders', 1772323200000, 1772323140000, 'schedule', 'sha256:orders-{}', 'local', 'failed', '{"code":"JOB_FAILED","message":"it ended with exit code 1"}', '{}', '{}', 1772323200000, 1772323200000, 1772323203000, 0, 1772323200000, '{}', NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO sluice_run VALUES ('run-held', 'shop', 'prod', 'orders', 1772323260000, 1772323200000, 'schedule', 'sha256:orders-{}', 'local', 'starting', NULL, '{}', '{}', 1772323260000, 1772323260000, NULL, 0, 1772323260000, '{}', NULL, NULL, 'one:1:1', 1772323320000, NULL, NULL);

INSERT INTO sluice_run VALUES ('run-due', 'shop', 'prod', 'orders', 1772323320000, 1772323260000, 'schedule', 'sha256:orders-{}', 'local', 'scheduled', NULL, '{}', '{}', 1772323320000, NULL, NULL, 0, 1772323320000, '{}', NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO sluice_attempt VALUES ('run-former', 1, 'succeeded', 'one:1:1', '{"id":"job-former"}', 1772323200000, 1772323201000, '{"rowsRead":3,"rowsWritten":3}', NULL);

INSERT INTO sluice_attempt VALUES ('run-failed', 1, 'failed', 'one:1:1', '{"id":"job-failed"}', 1772323200000, 1772323203000, '{}', '{"code":"JOB_FAILED","message":"it ended with exit code 1"}');

INSERT INTO sluice_attempt VALUES ('run-held', 1, 'starting', 'one:1:1', '{"id":"job-held"}', 1772323260000, NULL, '{}', NULL);

INSERT INTO sluice_event VALUES (1, '3784c154350e240eb5f914c6a5c0517c', 'sluice.audit', 'shop/prod/orders', 'shop', 'prod', 'orders', 1, 'deployment.created', 1772323200000, '{"actor":"reconcile","digest":"sha256:orders-{}","environment":"prod","generation":1,"nextFireTime":1772323260000,"pipeline":"orders","project":"shop","reason":{"code":"SOURCE_CHANGED","message":"the source of the desired state says so"},"revision":"revision-1","to":"active"}', '0000000000000000000000000000000000000000000000000000000000000000', '3784c154350e240eb5f914c6a5c0517c95286f5c02a4e6e40f281275230e2a76', 1772323380000);

INSERT INTO sluice_event VALUES (2, '508ef7991c5f3841199412b5a47d3216', 'sluice.audit', 'shop/prod/sales-old', 'shop', 'prod', 'sales-old', 1, 'deployment.created', 1772323200000, '{"actor":"reconcile","digest":"sha256:sales-old-{}","environment":"prod","generation":1,"nextFireTime":1772323260000,"pipeline":"sales-old","project":"shop","reason":{"code":"SOURCE_CHANGED","message":"the source of the desired state says so"},"revision":"revision-1","to":"active"}', '0000000000000000000000000000000000000000000000000000000000000000', '508ef7991c5f3841199412b5a47d32161f0abc06589338c8cdffa239c25849d7', 1772323380000);

INSERT INTO sluice_event VALUES (3, '80250419a047939651ab1c5cd71a0afd', 'sluice.audit', 'shop/prod/gone', 'shop', 'prod', 'gone', 1, 'deployment.created', 1772323200000, '{"actor":"reconcile","digest":"sha256:gone-{}","environment":"prod","generation":1,"nextFireTime":1772323260000,"pipeline":"gone","project":"shop","reason":{"code":"SOURCE_CHANGED","message":"the source of the desired state says so"},"revision":"revision-1","to":"active"}', '0000000000000000000000000000000000000000000000000000000000000000', '80250419a047939651ab1c5cd71a0afda6d0d516a3e17ca4c840420471374e95', 1772323380000);

INSERT INTO sluice_event VALUES (4, 'd83adb5d3843406fc1d6889376753ef2', 'sluice.runs', 'shop/prod/sales-old', 'shop', 'prod', 'sales-old', 1, 'run.scheduled', 1772323200000, '{"actor":"schedule","artefactDigest":"sha256:sales-old-{}","environment":"prod","fireTime":1772323200000,"pipeline":"sales-old","project":"shop","run":"run-former","to":"scheduled","trigger":"schedule"}', '0000000000000000000000000000000000000000000000000000000000000000', 'd83adb5d3843406fc1d6889376753ef2cce121092afdbe209d18bd758d9ee11b', 1772323380000);

INSERT INTO sluice_event VALUES (5, '526715e709b811438370dabb621d5122', 'sluice.runs', 'shop/prod/sales-old', 'shop', 'prod', 'sales-old', 2, 'run.claimed', 1772323200000, '{"actor":"one:1:1","artefactDigest":"sha256:sales-old-{}","environment":"prod","executor":"one:1:1","fireTime":1772323200000,"from":"scheduled","pipeline":"sales-old","project":"shop","run":"run-former","to":"claimed"}', 'd83adb5d3843406fc1d6889376753ef2cce121092afdbe209d18bd758d9ee11b', '526715e709b811438370dabb621d5122d1caf9608350464b263aeeddf9ddc32b', 1772323380000);

INSERT INTO sluice_event VALUES (6, 'fbec17ee3542fa543dbddbac69a7760a', 'sluice.runs', 'shop/prod/sales-old', 'shop', 'prod', 'sales-old', 3, 'run.starting', 1772323200000, '{"actor":"one:1:1","artefactDigest":"sha256:sales-old-{}","attempt":1,"environment":"prod","executor":"one:1:1","fireTime":1772323200000,"from":"claimed","pipeline":"sales-old","project":"shop","run":"run-former","to":"starting"}', '526715e709b811438370dabb621d5122d1caf9608350464b263aeeddf9ddc32b', 'fbec17ee3542fa543dbddbac69a7760a80b383c9147cb6c1a6ea211fdc284c2b', NULL);

INSERT INTO sluice_event VALUES (7, '4b2e08be8d7a29e878b42ae819bcd5e4', 'sluice.runs', 'shop/prod/sales-old', 'shop', 'prod', 'sales-old', 4, 'run.succeeded', 1772323201000, '{"actor":"one:1:1","artefactDigest":"sha256:sales-old-{}","attempt":1,"cursor":{"to":"41"},"environment":"prod","executor":"one:1:1","fireTime":1772323200000,"from":"starting","metrics":{"rowsRead":3,"rowsWritten":3},"pipeline":"sales-old","project":"shop","run":"run-former","to":"succeeded"}', 'fbec17ee3542fa543dbddbac69a7760a80b383c9147cb6c1a6ea211fdc284c2b', '4b2e08be8d7a29e878b42ae819bcd5e437d72c40b49e718acb572375f782bdd6', NULL);

INSERT INTO sluice_event VALUES (8, 'd5c684c0e95187c35e21754c976a3199', 'sluice.audit', 'shop/prod/sales-old', 'shop', 'prod', 'sales-old', 2, 'deployment.deleted', 1772323202000, '{"actor":"reconcile","digest":"sha256:sales-old-{}","environment":"prod","from":"active","generation":2,"movedTo":"sales","pipeline":"sales-old","previousDigest":"sha256:sales-old-{}","project":"shop","reason":{"code":"PIPELINE_MOVED","message":"the pipeline goes on under another name"},"revision":"revision-2","to":"deleted"}', '508ef7991c5f3841199412b5a47d32161f0abc06589338c8cdffa239c25849d7', 'd5c684c0e95187c35e21754c976a3199086213c2b65d6b942c4c1bd008fba591', NULL);

INSERT INTO sluice_event VALUES (9, '61474b835614d1736d6e3fb3edc6fa9a', 'sluice.audit', 'shop/prod/sales', 'shop', 'prod', 'sales', 1, 'deployment.moved', 1772323202000, '{"actor":"reconcile","digest":"sha256:sales-{}","environment":"prod","from":"active","generation":2,"movedFrom":"sales-old","nextFireTime":1772323260000,"pipeline":"sales","previousDigest":"sha256:sales-old-{}","project":"shop","reason":{"code":"SOURCE_CHANGED","message":"the source of the desired state says so"},"revision":"revision-2","to":"active"}', '0000000000000000000000000000000000000000000000000000000000000000', '61474b835614d1736d6e3fb3edc6fa9affdc34959e702d0e1b356be9a856f792', NULL);

INSERT INTO sluice_event VALUES (10, '34e3842bd8b8a10746599c20576cec1a', 'sluice.audit', 'shop/prod/gone', 'shop', 'prod', 'gone', 2, 'deployment.deleted', 1772323202000, '{"actor":"reconcile","digest":"sha256:gone-{}","environment":"prod","from":"active","generation":2,"pipeline":"gone","previousDigest":"sha256:gone-{}","project":"shop","reason":{"code":"SOURCE_CHANGED","message":"the source of the desired state says so"},"revision":"revision-2","to":"deleted"}', '80250419a047939651ab1c5cd71a0afda6d0d516a3e17ca4c840420471374e95', '34e3842bd8b8a10746599c20576cec1a1b00c28aa7fcab2ff26cfb59b7379dff', NULL);

INSERT INTO sluice_event VALUES (11, 'b346e982aab245e7869e490059bb5aa0', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 1, 'run.scheduled', 1772323200000, '{"actor":"schedule","artefactDigest":"sha256:orders-{}","environment":"prod","fireTime":1772323200000,"pipeline":"orders","project":"shop","run":"run-failed","to":"scheduled","trigger":"schedule"}', '0000000000000000000000000000000000000000000000000000000000000000', 'b346e982aab245e7869e490059bb5aa07272619e2259e22ec6f8c8fe28cce04f', NULL);

INSERT INTO sluice_event VALUES (12, 'd9328fa43073eb25b4c6e3b019795afa', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 2, 'run.claimed', 1772323200000, '{"actor":"one:1:1","artefactDigest":"sha256:orders-{}","environment":"prod","executor":"one:1:1","fireTime":1772323200000,"from":"scheduled","pipeline":"orders","project":"shop","run":"run-failed","to":"claimed"}', 'b346e982aab245e7869e490059bb5aa07272619e2259e22ec6f8c8fe28cce04f', 'd9328fa43073eb25b4c6e3b019795afa1095f24e06898333e666d00098249c0f', NULL);

INSERT INTO sluice_event VALUES (13, '3812435293402245a5b13b05fd713ea5', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 3, 'run.starting', 1772323200000, '{"actor":"one:1:1","artefactDigest":"sha256:orders-{}","attempt":1,"environment":"prod","executor":"one:1:1","fireTime":1772323200000,"from":"claimed","pipeline":"orders","project":"shop","run":"run-failed","to":"starting"}', 'd9328fa43073eb25b4c6e3b019795afa1095f24e06898333e666d00098249c0f', '3812435293402245a5b13b05fd713ea543398bcab32af6cea6246742e524115b', NULL);

INSERT INTO sluice_event VALUES (14, '162bddba78c0b3feaed403c907f61c6f', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 4, 'run.failed', 1772323203000, '{"actor":"one:1:1","artefactDigest":"sha256:orders-{}","attempt":1,"environment":"prod","executor":"one:1:1","fireTime":1772323200000,"from":"starting","metrics":{},"pipeline":"orders","project":"shop","reason":{"code":"JOB_FAILED","message":"it ended with exit code 1"},"run":"run-failed","to":"failed"}', '3812435293402245a5b13b05fd713ea543398bcab32af6cea6246742e524115b', '162bddba78c0b3feaed403c907f61c6f427be788cec8ec1de997a180dac4cd09', NULL);

INSERT INTO sluice_event VALUES (15, 'ff52a8cc26fbb97c3ab79842acd9e05f', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 5, 'run.scheduled', 1772323260000, '{"actor":"schedule","artefactDigest":"sha256:orders-{}","environment":"prod","fireTime":1772323260000,"pipeline":"orders","project":"shop","run":"run-held","to":"scheduled","trigger":"schedule"}', '162bddba78c0b3feaed403c907f61c6f427be788cec8ec1de997a180dac4cd09', 'ff52a8cc26fbb97c3ab79842acd9e05fb37055257f4aba9ab2e17f0d6476af91', NULL);

INSERT INTO sluice_event VALUES (16, '07de2bbe2f458d5209f425ec7ff1f761', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 6, 'run.claimed', 1772323260000, '{"actor":"one:1:1","artefactDigest":"sha256:orders-{}","environment":"prod","executor":"one:1:1","fireTime":1772323260000,"from":"scheduled","pipeline":"orders","project":"shop","run":"run-held","to":"claimed"}', 'ff52a8cc26fbb97c3ab79842acd9e05fb37055257f4aba9ab2e17f0d6476af91', '07de2bbe2f458d5209f425ec7ff1f761cd69c5013b506179a2feb3a3bd50dc9b', NULL);

INSERT INTO sluice_event VALUES (17, '6b5fedc95a8490b263f48e7fe9a6bcdc', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 7, 'run.starting', 1772323260000, '{"actor":"one:1:1","artefactDigest":"sha256:orders-{}","attempt":1,"environment":"prod","executor":"one:1:1","fireTime":1772323260000,"from":"claimed","pipeline":"orders","project":"shop","run":"run-held","to":"starting"}', '07de2bbe2f458d5209f425ec7ff1f761cd69c5013b506179a2feb3a3bd50dc9b', '6b5fedc95a8490b263f48e7fe9a6bcdcd3060f415cd455b900cd1569a665590f', NULL);

INSERT INTO sluice_event VALUES (18, '590827fe3e09298ecb74ac83c0810cd8', 'sluice.runs', 'shop/prod/orders', 'shop', 'prod', 'orders', 8, 'run.scheduled', 1772323320000, '{"actor":"schedule","artefactDigest":"sha256:orders-{}","environment":"prod","fireTime":1772323320000,"pipeline":"orders","project":"shop","run":"run-due","to":"scheduled","trigger":"schedule"}', '6b5fedc95a8490b263f48e7fe9a6bcdcd3060f415cd455b900cd1569a665590f', '590827fe3e09298ecb74ac83c0810cd870db5d71d1683499dca753c682f47876', NULL);

INSERT INTO sluice_event VALUES (19, '4e39159a9867ba1421b8788137a8d9ce', 'sluice.audit', 'shop/prod', 'shop', 'prod', NULL, 1, 'source.synced', 1772323202000, '{"actor":"reconcile","codes":[],"environment":"prod","files":2,"pipelines":2,"project":"shop","revision":"revision-2","source":"folder","to":"synced"}', '0000000000000000000000000000000000000000000000000000000000000000', '4e39159a9867ba1421b8788137a8d9ce4ad883bc2fc75e4d1f6070f3372321cf', NULL);

INSERT INTO sluice_event VALUES (20, '5e6052285623c616edfedf96b4a7a1bb', 'sluice.audit', 'shop/prod', 'shop', 'prod', NULL, 2, 'chain.heads', 1772323380000, '{"actor":"relay","environment":"prod","heads":[{"after":0,"hash":"34e3842bd8b8a10746599c20576cec1a1b00c28aa7fcab2ff26cfb59b7379dff","key":"shop/prod/gone","sequence":2},{"after":0,"hash":"3784c154350e240eb5f914c6a5c0517c95286f5c02a4e6e40f281275230e2a76","key":"shop/prod/orders","sequence":1},{"after":0,"hash":"61474b835614d1736d6e3fb3edc6fa9affdc34959e702d0e1b356be9a856f792","key":"shop/prod/sales","sequence":1},{"after":0,"hash":"d5c684c0e95187c35e21754c976a3199086213c2b65d6b942c4c1bd008fba591","key":"shop/prod/sales-old","sequence":2}],"project":"shop"}', '4e39159a9867ba1421b8788137a8d9ce4ad883bc2fc75e4d1f6070f3372321cf', '5e6052285623c616edfedf96b4a7a1bb8cea5861952ce095fc232ab7202cbc00', NULL);

INSERT INTO sluice_event VALUES (21, '10cb568c7d754ae7f6c5761cef330451', 'sluice.runs', 'shop/prod', 'shop', 'prod', NULL, 1, 'chain.heads', 1772323380000, '{"actor":"relay","beside":{"hash":"5e6052285623c616edfedf96b4a7a1bb8cea5861952ce095fc232ab7202cbc00","sequence":2,"topic":"sluice.audit"},"environment":"prod","heads":[{"after":0,"hash":"590827fe3e09298ecb74ac83c0810cd870db5d71d1683499dca753c682f47876","key":"shop/prod/orders","sequence":8},{"after":0,"hash":"4b2e08be8d7a29e878b42ae819bcd5e437d72c40b49e718acb572375f782bdd6","key":"shop/prod/sales-old","sequence":4}],"project":"shop"}', '0000000000000000000000000000000000000000000000000000000000000000', '10cb568c7d754ae7f6c5761cef3304516d669a14b6329dd6483ff4d916bfd4d4', NULL);

INSERT INTO sluice_event_head VALUES ('sluice.audit', 'shop/prod/orders', 1, '3784c154350e240eb5f914c6a5c0517c95286f5c02a4e6e40f281275230e2a76');

INSERT INTO sluice_event_head VALUES ('sluice.runs', 'shop/prod/sales-old', 4, '4b2e08be8d7a29e878b42ae819bcd5e437d72c40b49e718acb572375f782bdd6');

INSERT INTO sluice_event_head VALUES ('sluice.audit', 'shop/prod/gone', 2, '34e3842bd8b8a10746599c20576cec1a1b00c28aa7fcab2ff26cfb59b7379dff');

INSERT INTO sluice_event_head VALUES ('sluice.audit', 'shop/prod/sales-old', 2, 'd5c684c0e95187c35e21754c976a3199086213c2b65d6b942c4c1bd008fba591');

INSERT INTO sluice_event_head VALUES ('sluice.audit', 'shop/prod/sales', 1, '61474b835614d1736d6e3fb3edc6fa9affdc34959e702d0e1b356be9a856f792');

INSERT INTO sluice_event_head VALUES ('sluice.runs', 'shop/prod/orders', 8, '590827fe3e09298ecb74ac83c0810cd870db5d71d1683499dca753c682f47876');

INSERT INTO sluice_event_head VALUES ('sluice.audit', 'shop/prod', 2, '5e6052285623c616edfedf96b4a7a1bb8cea5861952ce095fc232ab7202cbc00');

INSERT INTO sluice_event_head VALUES ('sluice.runs', 'shop/prod', 1, '10cb568c7d754ae7f6c5761cef3304516d669a14b6329dd6483ff4d916bfd4d4');

INSERT INTO sluice_former_name VALUES ('shop', 'prod', 'sales', 'sales-old', 1772323202000);

INSERT INTO sluice_event_mark VALUES ('', '', 0);

INSERT INTO sluice_event_mark VALUES ('sluice.audit', 'shop/prod/gone', 2);

INSERT INTO sluice_event_mark VALUES ('sluice.audit', 'shop/prod/orders', 1);

INSERT INTO sluice_event_mark VALUES ('sluice.audit', 'shop/prod/sales', 1);

INSERT INTO sluice_event_mark VALUES ('sluice.audit', 'shop/prod/sales-old', 2);

INSERT INTO sluice_event_mark VALUES ('sluice.runs', 'shop/prod/orders', 8);

INSERT INTO sluice_event_mark VALUES ('sluice.runs', 'shop/prod/sales-old', 4);

