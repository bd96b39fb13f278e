//! `/admin/webhooks`: the console's tool.

mod edit;
mod list;
mod log;
mod one;
mod secret;

use usher_domain::ids::WebhookId;

use super::store::{Delivery, Hook, Why};
use crate::{
    http::{fault::Fault, routes::Routes},
    words::Words,
};

/// The list.
const PATH: &str = "/admin/webhooks";
/// The tool's name in the console's list.
const TOOL: &str = "webhooks";

pub(super) fn routes(routes: Routes) -> Routes {
    let routes = secret::routes(edit::routes(list::routes(routes)));
    log::routes(one::routes(routes))
}

fn id(path: &str) -> Result<WebhookId, Fault> {
    path.parse().map_err(|_| Fault::not_found())
}

fn path(id: WebhookId) -> String {
    format!("{PATH}/{id}")
}

/// How a webhook stands: words and tone.
fn state(words: &Words, hook: &Hook) -> (String, &'static str) {
    let (key, tone) = match (hook.disabled, hook.failing_since) {
        (Some((_, Why::Failing)), _) => ("webhooks-state-given-up", "danger"),
        (Some((_, Why::Hand)), _) => ("webhooks-state-off", ""),
        (None, Some(_)) => ("webhooks-state-failing", "warn"),
        (None, None) => ("webhooks-state-on", "good"),
    };
    (words.say(key).to_string(), tone)
}

/// What became of a delivery: the state's words and tone, and what the receiver answered.
struct Fate {
    state: String,
    tone: &'static str,
    /// The status, or what stood in the way.
    why: String,
}

impl Fate {
    fn of(words: &Words, delivery: &Delivery) -> Self {
        use usher_domain::webhook::DeliveryState as D;
        let tone = match delivery.state {
            D::Waiting => "accent",
            D::Delivered => "good",
            D::Failed => "danger",
            D::Cancelled => "",
        };
        let why = match (delivery.status, &delivery.trouble) {
            (Some(status), _) => words
                .say("webhooks-status")
                .with("status", status)
                .to_string(),
            (None, Some(trouble)) => words.say(format!("webhooks-trouble-{trouble}")).to_string(),
            (None, None) => String::new(),
        };
        Self {
            state: words
                .say(format!("webhooks-delivery-{}", delivery.state))
                .to_string(),
            tone,
            why,
        }
    }
}
