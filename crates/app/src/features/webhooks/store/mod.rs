//! Webhooks and deliveries in the database.

mod deliveries;
mod hooks;
mod place;

pub(super) use deliveries::{
    Delivery, NewDelivery, Tried, add, again, first, log, note, one, recent,
};
pub use deliveries::{call_off_all, forget, forget_person, waits};
pub(super) use hooks::{
    Hook, NewHook, Why, all, delete, disable, enable, fails, insert, load, reseal, sealed,
    succeeds, update,
};
pub(super) use place::{Expiry, begin, expired, expired_since, go_on, go_on_expiring, told};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn every_statement_finds_its_rows_by_an_index() {
        let hub = Hub::new();
        let statements = [
            &deliveries::STATEMENTS[..],
            &hooks::STATEMENTS,
            &place::STATEMENTS,
        ];
        for sql in statements.into_iter().flatten() {
            assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
        }
    }
}
