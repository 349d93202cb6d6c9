import { definePipeline } from 'sluice';

// One definition, one pipeline per city: what YAML would say twice.
const CITIES = { seattle: 'Seattle', 'new-york': 'New York' };

export default Object.entries(CITIES).map(([slug, city]) =>
  definePipeline({
    name: `weather-${slug}-by-month`,
    owner: 'demo',
    dependsOn: ['weather'],
    source: { datasource: 'lake', path: 'weather.parquet', where: `location = '${city}'` },
    // SQL of DuckDB; the rows that were read are the table `source`.
    transform: {
      sql: `
        select strftime(date, '%Y-%m') as month,
               sum(precipitation) as precipitation,
               max(temp_max) as warmest,
               min(temp_min) as coldest,
               count(*) filter (weather = 'sun') as sunny_days
        from source group by month order by month`,
    },
    sink: {
      datasource: 'lake',
      path: `weather-${slug}.csv`,
      mode: 'overwrite',
    },
  }),
);
