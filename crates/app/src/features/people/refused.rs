//! Refusals of `domain::people` as faults.

use axum::http::StatusCode;
use usher_domain::people::{AdminRefusal, ReceiverRefusal};

use crate::http::fault::Fault;

impl From<AdminRefusal> for Fault {
    fn from(refusal: AdminRefusal) -> Self {
        Self::new(StatusCode::CONFLICT, refusal.code())
    }
}

impl From<ReceiverRefusal> for Fault {
    fn from(refusal: ReceiverRefusal) -> Self {
        Self::field("to", refusal.code())
    }
}
