//! A PostgreSQL database in which every table is large, for looking at query plans: on small
//! ones PostgreSQL rightly reads all there is.

use usher_db::{Db, Error, Options};
use usher_domain::clock::Timestamp;
use usher_test_postgres::shared;

use super::place::migrated;

/// Rows in every table, by what the columns are: every value is another, and what may be left
/// out stands in every tenth row. No plan rests on the rules that rows like these break.
const FILL: &str = "
    DO $$ DECLARE rule record; filled record; names text; vals text;
    BEGIN
      FOR rule IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
                  WHERE contype IN ('c', 'f') AND connamespace = current_schema()::regnamespace
      LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', rule.of, rule.conname);
      END LOOP;
      FOR filled IN SELECT oid, oid::regclass AS name FROM pg_class
                    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
                      AND relname <> 'schema_migrations'
      LOOP
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
               string_agg(CASE WHEN attnotnull THEN val
                               ELSE 'CASE WHEN n % 10 = 0 THEN ' || val || ' END' END,
                          ', ' ORDER BY attnum)
        INTO names, vals
        FROM (SELECT attname, attnum, attnotnull,
                     CASE atttypid WHEN 'text'::regtype THEN 'lpad(n::text, 8, ''0'')'
                                   WHEN 'bytea'::regtype THEN 'convert_to(n::text, ''UTF8'')'
                                   ELSE 'n' END AS val
              FROM pg_attribute
              WHERE attrelid = filled.oid AND attnum > 0 AND NOT attisdropped) columns;
        EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE
                        SELECT %s FROM generate_series(1, 5000) AS n',
                       filled.name, names, vals);
      END LOOP;
    END $$";

/// Opens it; it is made for the first who asks in a run.
pub(super) fn open() -> Db {
    let url = shared("filled", |url| {
        let db = migrated(url, Timestamp::from_secs(1))?;
        let fill = db.write_blocking::<_, Error>(|tx| {
            tx.execute(FILL, &[])?;
            tx.execute("ANALYZE", &[])
        });
        fill.map(drop).map_err(|why| why.to_string())
    });
    let options = Options::postgres(url.unwrap().parse().unwrap());
    Db::open(options.connections(1)).unwrap()
}
