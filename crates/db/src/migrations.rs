//! The product's migrations, in order. To add one: write
//! `migrations/NNNN_name.sql` at the root of the repository, with the next
//! number, and add its name here. A file that has been released is never changed
//! again; what it did is changed by the next file.

use crate::Migration;

macro_rules! migrations {
    ($($file:literal),* $(,)?) => {
        &[$(Migration::new(
            $file,
            include_str!(concat!("../../../migrations/", $file, ".sql")),
        )),*]
    };
}

/// Every migration of the product, for [`Db::migrate`](crate::Db::migrate).
pub const MIGRATIONS: &[Migration] = migrations!["0001_hub", "0002_seat_key"];
