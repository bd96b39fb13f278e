//! Secrets on their way into the configuration: sealed before anything else reads them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use usher_domain::config::{Control, ModuleSpec, Sealed, Submitted, WrittenProvider};

use crate::sealed::Sealer;

/// What such a secret is sealed for.
const PURPOSE: &str = "config secret";

/// Seals what was typed into a field.
pub(super) fn seal(sealer: &Sealer, typed: &str) -> String {
    let sealed = sealer.seal(PURPOSE, "", typed.as_bytes());
    Sealed::new(&URL_SAFE_NO_PAD.encode(sealed))
        .as_str()
        .to_owned()
}

/// A secret of the configuration in the clear, for the feature that needs it. `None`: it
/// was sealed under another key.
pub fn reveal(sealer: &Sealer, sealed: &Sealed) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(sealed.inside()).ok()?;
    String::from_utf8(sealer.open(PURPOSE, "", &bytes)?).ok()
}

/// Seals every secret of a posted form. Several values may stand for one field: what an
/// earlier page has sealed, what was typed now, and the wish to have none; the last that
/// is not empty counts, and where there is none the secret stays as it is.
pub(super) fn seal_posted(spec: &ModuleSpec, fields: &mut Submitted, sealer: &Sealer) {
    for field in spec.fields {
        if field.control == Control::Providers {
            for text in fields.get_mut(field.name).into_iter().flatten() {
                seal_in_provider(text, sealer);
            }
        }
        if field.control != Control::Secret {
            continue;
        }
        let Some(values) = fields.remove(field.name) else {
            continue;
        };
        let Some(last) = values.into_iter().rev().find(|value| !value.is_empty()) else {
            continue;
        };
        fields.insert(field.name.to_owned(), vec![sealed_or(last, sealer)]);
    }
}

/// A provider comes back from a page of ours with its secret sealed.
fn seal_in_provider(text: &mut String, sealer: &Sealer) {
    let Some(mut written) = WrittenProvider::from_json(text) else {
        return;
    };
    written.secret = written.secret.map(|secret| sealed_or(secret, sealer));
    *text = written.to_json();
}

/// What a page of ours has sealed stays; anything else is a secret as it was typed.
pub(super) fn sealed_or(text: String, sealer: &Sealer) -> String {
    if text == Sealed::NONE || is_ours(&text, sealer) {
        text
    } else {
        seal(sealer, &text)
    }
}

/// Whether a page of ours has sealed it before: a password may look like anything.
fn is_ours(value: &str, sealer: &Sealer) -> bool {
    let inside = value.strip_prefix("sealed:");
    inside.is_some_and(|inside| reveal(sealer, &Sealed::new(inside)).is_some())
}
