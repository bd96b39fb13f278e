//! People from a table: read, shown what each row would do, then written in bounded transactions.
//!
//! The file is kept for a day, so that what was looked at is what is written. Each row is decided again in the
//! transaction that writes it, so a file that is sent once more changes and adds, and harms nothing.

mod lookup;
mod pages;
mod report;
mod sent;
mod store;
mod table;
mod write;

use crate::http::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    pages::routes(routes)
}
