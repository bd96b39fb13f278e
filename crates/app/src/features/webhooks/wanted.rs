//! What an administrator fills in, parsed.

use url::Url;
use usher_domain::webhook::WebhookEvents;

use super::store::NewHook;
use crate::http::fault::FieldFault;

/// The most characters of an address.
const LONGEST: usize = 500;

/// Reads address and events, or says what is wrong with each.
pub(super) fn wanted<'a>(
    url: &str,
    events: impl IntoIterator<Item = &'a str>,
    with_people: bool,
) -> Result<NewHook, Vec<FieldFault>> {
    let url = address(url);
    let mut unknown = None;
    let events: WebhookEvents = (events.into_iter())
        .filter_map(|name| {
            let event = name.parse().ok();
            if event.is_none() {
                unknown = Some(FieldFault::new("events", "unknown_choice"));
            }
            event
        })
        .collect();
    // The test is for whoever it is sent to.
    let events = WebhookEvents::read(&events.written());
    let none = events
        .is_empty()
        .then(|| FieldFault::new("events", "no_events"));
    match (url, unknown.or(none)) {
        (Ok(url), None) => Ok(NewHook {
            url,
            events,
            with_people,
        }),
        (url, events) => Err([url.err(), events].into_iter().flatten().collect()),
    }
}

/// Where it goes. What it may lead to is looked at when it is sent, each time (`usher_outbound`).
fn address(text: &str) -> Result<String, FieldFault> {
    let text = text.trim();
    let wrong = || FieldFault::new("url", "not_a_webhook_address");
    if text.is_empty() {
        return Err(FieldFault::new("url", "empty"));
    }
    if text.chars().count() > LONGEST {
        return Err(FieldFault::new("url", "too_long").with("max", LONGEST));
    }
    let url = Url::parse(text).map_err(|_| wrong())?;
    let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    if matches!(url.scheme(), "https" | "http") && url.has_host() && plain {
        Ok(url.to_string())
    } else {
        Err(wrong())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_can_be_asked_and_carries_no_password() {
        for good in [
            "https://example.org/hook?x=1",
            "http://10.1.2.3:8080/",
            " https://example.org ",
        ] {
            assert!(wanted(good, ["invite.joined"], false).is_ok(), "{good}");
        }
        for bad in [
            "",
            "example.org",
            "ftp://example.org",
            "https://",
            "https://a:b@example.org",
            "https://example.org/#x",
            "javascript:alert(1)",
        ] {
            let faults = wanted(bad, ["invite.joined"], false).unwrap_err();
            assert_eq!(faults[0].field, "url", "{bad}");
        }
        for events in [vec![], vec!["test"], vec!["invite.joined", "room.opened"]] {
            let faults = wanted("https://example.org", events.clone(), false).unwrap_err();
            assert_eq!(faults[0].field, "events", "{events:?}");
        }
    }
}
