use usher_db::{Error, Tx};
use usher_domain::config::{
    Control, FieldError, FieldFault, ModuleSpec, SiteConfig, Submitted, Value,
};

use super::super::{change, subjects::Subject};
use crate::{
    features::{mail_templates, openid},
    http::time::is_zone,
};

/// Why one field cannot be set so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Refused {
    /// By the rules of the module.
    Rule(FieldFault),
    /// Nobody has the id.
    Nobody {
        /// The field.
        field: &'static str,
        /// The subject as it was submitted.
        subject: String,
    },
    /// There is no mail template of the name.
    NoTemplate {
        /// The field.
        field: &'static str,
        /// The name as it was submitted.
        name: String,
    },
}

/// The configuration with the module's fields set, or everything that stands against
/// it. People and groups that are named for the first time must exist; those named
/// before may have gone since.
pub(in super::super) fn check(
    tx: &Tx,
    spec: &ModuleSpec,
    held: &SiteConfig,
    fields: &Submitted,
) -> Result<Result<SiteConfig, Vec<Refused>>, Error> {
    let after = match held.apply(spec.name, fields) {
        Some(Ok(after)) => after,
        Some(Err(faults)) => return Ok(Err(faults.into_iter().map(Refused::Rule).collect())),
        None => return Ok(Err(Vec::new())),
    };
    let mut refused = Vec::new();
    for change in change::between(spec, held, &after) {
        if let (Control::Zone, Value::Text(zone)) = (change.field.control, &change.after)
            && !zone.is_empty()
            && !is_zone(zone)
        {
            refused.push(Refused::Rule(FieldFault {
                field: change.field.name.to_owned(),
                error: FieldError::NotAZone { text: zone.clone() },
            }));
        }
        if let (Control::Template, Value::Text(name)) = (change.field.control, &change.after)
            && !name.is_empty()
            && !mail_templates::exists(tx, name)?
        {
            refused.push(Refused::NoTemplate {
                field: change.field.name,
                name: name.clone(),
            });
        }
        let (Value::Subjects(before), Value::Subjects(after)) = (change.before, change.after)
        else {
            continue;
        };
        let before: Vec<Subject> = Subject::all(&before);
        for subject in Subject::all(&after) {
            if !before.contains(&subject) && subject.find(tx)?.is_none() {
                refused.push(Refused::Nobody {
                    field: change.field.name,
                    subject: subject.to_string(),
                });
            }
        }
    }
    if let Some(field) = closes(spec, held, &after)
        && openid::an_administrator_gets_in(tx, held)?
        && !openid::an_administrator_gets_in(tx, &after)?
    {
        refused.push(Refused::Rule(FieldFault {
            field: field.to_owned(),
            error: FieldError::NobodyGetsIn,
        }));
    }
    Ok(if refused.is_empty() {
        Ok(after)
    } else {
        Err(refused)
    })
}

/// The field that takes a way to sign in away, if one does.
fn closes(spec: &ModuleSpec, before: &SiteConfig, after: &SiteConfig) -> Option<&'static str> {
    if spec.name == "emaillogin" {
        let closes = before.signs_in_by_mail().is_some() && after.signs_in_by_mail().is_none();
        return closes.then_some("enabled");
    }
    if spec.name != "auth" {
        return None;
    }
    if before.auth.password && !after.auth.password {
        return Some("password");
    }
    let mut offered = before.auth.offered();
    offered
        .any(|provider| !after.auth.offers(&provider.issuer))
        .then_some("providers")
}
