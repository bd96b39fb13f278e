//! `GET /api/v1/config`, `GET|PUT /api/v1/config/{module}`

use std::collections::BTreeMap;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    config::{
        Control, Field, FieldError, FieldFault, MODULES, ModuleSpec, Submitted, shown_module,
    },
};

use super::{
    deeds,
    faults::field_fault,
    store::{self, NewValues, Outcome, Refused},
    written,
};
use crate::{
    App,
    http::{
        body::{JsonBody, json},
        fault::Fault,
        routes::Routes,
        time::rfc3339,
        visit::Visit,
    },
    sealed::Sealer,
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/api/v1/config", Action::UseConsole, list)
        .get("/api/v1/config/{module}", Action::UseConsole, show)
        .put("/api/v1/config/{module}", Action::UseConsole, set)
}

/// Every module of the configuration.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Config)]
pub(in crate::features) struct ConfigView {
    modules: Vec<ModuleView>,
}

/// A module of the configuration.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = ConfigModule)]
pub(in crate::features) struct ModuleView {
    /// `invitetomedia`, …
    module: &'static str,
    /// How often it was saved. Send it along to change the module.
    version: i64,
    /// RFC 3339; absent as long as it was never saved.
    saved_at: Option<String>,
    /// By name: `LinkDuration`, …
    fields: BTreeMap<&'static str, FieldView>,
}

/// A field of a module.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = ConfigField)]
pub(in crate::features) struct FieldView {
    /// `toggle`, `number`, `choice`, `several`, `subjects`, `domains`, `colour`, `link`, `links`, `zone`, `template`, `text`, `secret`,
    /// `addresses`, `providers`.
    kind: &'static str,
    /// A boolean, a number, a text, or a list of texts: `account:ID` and `group:ID`, or
    /// domains. Of a secret: whether there is one.
    #[schema(value_type = Object)]
    value: Json,
    /// What it is on a fresh hub.
    #[schema(value_type = Object)]
    default: Json,
    /// Of a number: the lowest.
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<i64>,
    /// Of a number: the highest.
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<i64>,
    /// Of a number: one outside of the bounds that means something of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    or: Option<i64>,
    /// Of a number: what is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    /// Of a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    options: Option<&'static [&'static str]>,
}

/// Fields to set; those that are absent stay as they are.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct ModuleChange {
    /// The version that the change was made for.
    version: i64,
    /// By name, each of its field's kind. A secret is a text; null takes it away.
    #[schema(value_type = Object)]
    fields: Map<String, Json>,
}

/// The whole configuration.
#[utoipa::path(get, path = "/api/v1/config", tag = "config",
    responses((status = 200, body = ConfigView), (status = 403, description = "not_site_admin")))]
pub(in crate::features) async fn list(State(app): State<App>) -> Result<Response, Fault> {
    let modules = app.parts.db.read(|tx: &Tx| {
        let shown = MODULES.iter().filter(|spec| spec.shown);
        shown
            .map(|spec| view(tx, spec))
            .collect::<Result<_, Error>>()
    });
    let modules = modules.await?;
    Ok(json(StatusCode::OK, ConfigView { modules }))
}

/// One module.
#[utoipa::path(get, path = "/api/v1/config/{module}", tag = "config",
    params(("module" = String, Path, description = "The module's name")),
    responses((status = 200, body = ModuleView), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found: no such module")))]
pub(in crate::features) async fn show(
    State(app): State<App>,
    Path(module): Path<String>,
) -> Result<Response, Fault> {
    let spec = shown_module(&module).ok_or_else(Fault::not_found)?;
    let view = app.parts.db.read(move |tx| view(tx, spec)).await?;
    Ok(json(StatusCode::OK, view))
}

/// Sets fields of a module: all of them or none. It applies at once.
#[utoipa::path(put, path = "/api/v1/config/{module}", tag = "config",
    params(("module" = String, Path, description = "The module's name")),
    request_body = ModuleChange,
    responses((status = 200, body = ModuleView, description = "As it is now"),
              (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found: no such module"),
              (status = 409, description = "config_changed: somebody saved since; `version` is the present one"),
              (status = 422, description = "invalid: an error for each field that cannot be set so")))]
pub(in crate::features) async fn set(
    State(app): State<App>,
    visit: Visit,
    Path(module): Path<String>,
    JsonBody(change): JsonBody<ModuleChange>,
) -> Result<Response, Fault> {
    let spec = shown_module(&module).ok_or_else(Fault::not_found)?;
    let new = NewValues {
        spec,
        fields: submitted(spec, &change.fields, &app.sealer())
            .map_err(|refused| refuse(spec, &refused))?,
        on: Some(change.version),
        by: Some(visit.member()?.id),
        from: Some(visit.address),
    };
    match deeds::save(&app, &visit, new).await? {
        Outcome::Saved(_) => {
            let view = app.parts.db.read(move |tx| view(tx, spec)).await?;
            Ok(json(StatusCode::OK, view))
        }
        Outcome::Stale => {
            let held = app.parts.db.read(move |tx| store::held(tx, spec)).await?;
            let fault = Fault::new(StatusCode::CONFLICT, "config_changed");
            Err(fault.with("version", held.version))
        }
        Outcome::Refused(refused) => Err(refuse(spec, &refused)),
    }
}

fn refuse(spec: &ModuleSpec, refused: &[Refused]) -> Fault {
    Fault::fields(refused.iter().map(|one| field_fault(spec, one)).collect())
}

/// The fields as the module's controls read them; an error for each that is of
/// another kind.
pub(super) fn submitted(
    spec: &ModuleSpec,
    fields: &Map<String, Json>,
    sealer: &Sealer,
) -> Result<Submitted, Vec<Refused>> {
    let (mut read, mut refused) = (Submitted::new(), Vec::new());
    for (name, value) in fields {
        let texts = match spec.field(name) {
            // Parsed here as well, so that every field's error is in one answer.
            Some(field) => written::submitted(&field.control, value, sealer)
                .and_then(|texts| field.control.parse(&texts).map(|_| texts)),
            None => Err(FieldError::UnknownField),
        };
        match texts {
            Ok(texts) => drop(read.insert(name.clone(), texts)),
            Err(error) => refused.push(Refused::Rule(FieldFault {
                field: name.clone(),
                error,
            })),
        }
    }
    if refused.is_empty() {
        Ok(read)
    } else {
        Err(refused)
    }
}

fn view(tx: &Tx, spec: &'static ModuleSpec) -> Result<ModuleView, Error> {
    let held = store::held(tx, spec)?;
    let fields = held.config.fields(spec.name).unwrap_or_default();
    Ok(ModuleView {
        module: spec.name,
        version: held.version,
        saved_at: held.last.map(|saving| rfc3339(saving.at)),
        fields: fields
            .iter()
            .map(|field| (field.spec.name, FieldView::new(field)))
            .collect(),
    })
}

impl FieldView {
    fn new(field: &Field) -> Self {
        let plain = Self {
            kind: "text",
            value: written::json(&field.value),
            default: written::json(&field.default),
            min: None,
            max: None,
            or: None,
            unit: None,
            options: None,
        };
        match field.spec.control {
            Control::Toggle => Self {
                kind: "toggle",
                ..plain
            },
            Control::Number { min, max, or, unit } => Self {
                kind: "number",
                min: Some(min),
                max: Some(max),
                or,
                unit: Some(unit.as_str()),
                ..plain
            },
            Control::Choice { options } => Self {
                kind: "choice",
                options: Some(options),
                ..plain
            },
            Control::Several { options, .. } => Self {
                kind: "several",
                options: Some(options),
                ..plain
            },
            Control::Subjects => Self {
                kind: "subjects",
                ..plain
            },
            Control::Domains => Self {
                kind: "domains",
                ..plain
            },
            Control::Secret => Self {
                kind: "secret",
                ..plain
            },
            Control::Colour => Self {
                kind: "colour",
                ..plain
            },
            Control::Link => Self {
                kind: "link",
                ..plain
            },
            Control::Links => Self {
                kind: "links",
                ..plain
            },
            Control::Zone => Self {
                kind: "zone",
                ..plain
            },
            Control::Template => Self {
                kind: "template",
                ..plain
            },
            Control::Addresses => Self {
                kind: "addresses",
                ..plain
            },
            Control::Providers => Self {
                kind: "providers",
                ..plain
            },
            Control::Text { .. } => plain,
        }
    }
}
