//! Webhooks: what the hub tells other programs of, how they know that it was the hub, how long it tries.

mod event;
mod line;
mod signature;

pub use event::{WebhookEvent, WebhookEvents};
pub use line::{
    AnswerKind, DISABLED_AFTER, DeliveryState, MOST_WEBHOOKS, PATIENCE, Verdict, disables, pause,
};
pub use signature::{NotSigned, TOLERANCE, WebhookSecret, sign, verify};
