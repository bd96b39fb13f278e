//! `GET /api/v1/openapi.json`: the API described in OpenAPI 3.1.
//!
//! Every handler below `/api/v1` carries its own description; a feature adds its
//! handlers to the list here, and a test finds a route that is not in it.

use axum::{Json, extract::State};
use usher_domain::access::Action;
use utoipa::{
    Modify, OpenApi, ToSchema,
    openapi::{
        Content, Ref, RefOr, Response,
        path::{Operation, ParameterBuilder, ParameterIn},
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
        server::Server,
    },
};

use super::{
    accounts, admin, analytics, audit, channels, guest_links, invited, invites, mail_templates,
    media, openid, people, playback, quiz, uploads, webhooks,
};
use crate::{
    App,
    http::{cookies, routes::Routes},
};

/// This feature's route.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/api/v1/openapi.json", Action::SeeApiDescription, show)
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Usher",
        description = "Media entries and the invitations to them. Sign in with a session cookie (`POST /api/v1/session`) or send an API token (made on the page *API tokens*, or by `usher admin token`), which may do what its owner may, of what it is for.",
    ),
    paths(
        show,
        accounts::api::create,
        accounts::api::delete,
        accounts::people::search,
        media::api::list::list,
        media::api::entries::create,
        media::api::entries::show,
        media::api::entries::change,
        media::api::entries::delete,
        media::api::entries::restore,
        media::api::captions::add,
        media::api::captions::delete,
        media::api::chapters::list,
        media::api::chapters::set,
        playback::give::give,
        media::api::collaborators::list,
        media::api::collaborators::set,
        media::api::collaborators::remove,
        media::api::collaborators::set_owner,
        channels::api::one::list,
        channels::api::one::create,
        channels::api::one::show,
        channels::api::one::change,
        channels::api::one::delete,
        channels::api::one::leave,
        channels::api::members::list_members,
        channels::api::members::set_member,
        channels::api::members::remove_member,
        channels::api::queue::list_queue,
        channels::api::queue::decide,
        channels::api::placements::list_placements,
        channels::api::placements::publish,
        channels::api::placements::withdraw,
        quiz::api::questions::show_quiz,
        quiz::api::questions::set_quiz,
        quiz::api::taking::show_attempt,
        quiz::api::taking::start,
        quiz::api::taking::put_answer,
        quiz::api::taking::submit,
        quiz::api::results::list_results,
        analytics::api::show_analytics,
        analytics::api::list_viewers,
        analytics::usage::api::show_usage,
        uploads::description::options,
        uploads::description::create,
        uploads::description::options_of_one,
        uploads::description::head,
        uploads::description::append,
        uploads::description::cancel,
        invites::api::entry_invites::list,
        invites::api::entry_invites::create,
        invites::api::many::create,
        invites::api::many::show,
        invites::api::many::act,
        invites::api::one::show,
        invites::api::one::change,
        invites::api::one::revoke,
        invites::api::one::renew,
        invites::api::one::resend,
        invites::api::one::reset_seat,
        invited::api::list_invited,
        guest_links::api::links::list,
        guest_links::api::links::create,
        guest_links::api::links::renew,
        guest_links::api::links::delete,
        guest_links::api::access::set,
        guest_links::api::access::end,
        guest_links::api::guests::list_guests,
        admin::api::list,
        admin::api::show,
        admin::api::set,
        webhooks::api::hooks::list,
        webhooks::api::hooks::create,
        webhooks::api::hooks::show,
        webhooks::api::hooks::change,
        webhooks::api::hooks::delete,
        webhooks::api::hooks::new_secret,
        webhooks::api::deliveries::deliveries,
        webhooks::api::deliveries::replay,
        webhooks::api::deliveries::test,
        audit::api::list,
        openid::api::list,
        mail_templates::api::list,
        mail_templates::api::show,
        mail_templates::api::set,
        mail_templates::api::delete,
        people::api::list,
        people::api::add,
        people::api::show,
        people::api::change,
        people::api::password_link::make,
        people::api::suspend,
        people::api::unsuspend,
        people::groups::api::list,
        people::groups::api::add,
        people::groups::api::show,
        people::groups::api::rename,
        people::groups::api::delete,
        people::groups::api::list_members,
        people::groups::api::join,
        people::groups::api::leave,
    ),
    components(schemas(Problem)),
    tags(
        (name = "session", description = "Signing in and out with a cookie."),
        (name = "people", description = "Finding people and groups."),
        (name = "entries", description = "Media entries."),
        (name = "channels", description = "Channels and galleries: making them, their people, what stands and waits there."),
        (name = "quizzes", description = "Questions at times of a film or a recording: writing them, taking them, and what came of it."),
        (name = "analytics", description = "How an entry was watched."),
        (name = "collaborators", description = "Who works on an entry."),
        (name = "uploads", description = "Resumable uploads: tus 1.0 with the extensions creation, creation-with-upload, termination, checksum, expiration. Any tus client works; `Upload-Metadata` carries `filename` and `entry`."),
        (name = "invites", description = "Invitations to an entry."),
        (name = "guest-links", description = "Links to an entry for whoever has one, and who came by them."),
        (name = "webhooks", description = "Other programs that are told what happens, for site administrators (docs/WEBHOOKS.md)."),
        (name = "audit", description = "Who did what, for site administrators."),
        (name = "users", description = "Everybody who has an account, for site administrators."),
        (name = "groups", description = "Groups and who is in them, for site administrators."),
        (name = "config", description = "The site's rules, for site administrators."),
    ),
    security((), ("token" = []), ("session" = [])),
    modifiers(&Ways, &Alike),
)]
struct Description;

/// What goes wrong (RFC 9457). Programs go by `code`, which stays the same in
/// every language.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes what http::render writes")]
struct Problem {
    /// `urn:usher:problem:<code>`
    r#type: String,
    /// A sentence in the reader's language.
    title: String,
    status: u16,
    code: String,
    /// What is wrong with single fields.
    errors: Option<Vec<ProblemField>>,
    /// For whoever reads the log, where nobody expected it.
    id: Option<String>,
}

/// What is wrong with one field.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes what http::render writes")]
struct ProblemField {
    field: String,
    code: String,
    /// A sentence in the reader's language.
    detail: String,
}

/// The ways to say who one is.
struct Ways;

impl Modify for Ways {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer);
        let session = ApiKey::Cookie(ApiKeyValue::new(cookies::SESSION));
        let components = api.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(token.build()));
        components.add_security_scheme("session", SecurityScheme::ApiKey(session));
    }
}

/// Every refusal is a problem, and every operation has a name of its own; saying
/// so once is enough.
struct Alike;

impl Modify for Alike {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        for path in api.paths.paths.values_mut() {
            if let Some(post) = &mut path.post {
                takes_a_key(post);
            }
            let operations = [
                &mut path.get,
                &mut path.put,
                &mut path.post,
                &mut path.patch,
                &mut path.delete,
                &mut path.head,
                &mut path.options,
            ];
            for operation in operations.into_iter().flatten() {
                let tag = operation.tags.iter().flatten().next().cloned();
                if let (Some(tag), Some(id)) = (tag, &mut operation.operation_id) {
                    *id = format!("{tag}_{id}");
                }
                for (status, response) in &mut operation.responses.responses {
                    if let RefOr::T(response) = response
                        && status.starts_with(['4', '5'])
                    {
                        describe(response);
                    }
                }
            }
        }
    }
}

/// What every POST may carry (`http::once`), unless its body is a file.
fn takes_a_key(post: &mut Operation) {
    let is_file = matches!(&post.request_body, Some(RefOr::T(body))
        if !body.content.contains_key("application/json"));
    if is_file {
        return;
    }
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .description(Some(
            "At most 200 characters. Sent again with the same body within a day, the request is done once and \
             answered the same, with `Idempotency-Replayed: true`; with another body it is refused \
             (422 idempotency_key_reused)",
        ));
    (post.parameters.get_or_insert_default()).push(RefOr::T(key.build()));
}

fn describe(response: &mut Response) {
    let schema = RefOr::Ref(Ref::from_schema_name("Problem"));
    (response.content)
        .entry("application/problem+json".to_owned())
        .or_insert_with(|| RefOr::T(Content::new(Some(schema))));
}

/// Describes the API in OpenAPI 3.1.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "description", security(()),
    responses((status = 200, description = "this document", body = serde_json::Value)))]
async fn show(State(app): State<App>) -> Json<utoipa::openapi::OpenApi> {
    let mut api = Description::openapi();
    let base = app.parts.site.base_url.as_str().trim_end_matches('/');
    api.servers = Some(vec![Server::new(base)]);
    Json(api)
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use crate::testing::Hub;

    #[tokio::test]
    async fn every_route_of_the_api_is_described() {
        let hub = Hub::new();
        let answer = hub.browser().get("/api/v1/openapi.json").await;
        assert_eq!(answer.status, StatusCode::OK);
        let api = answer.value();
        assert!(api["openapi"].as_str().unwrap().starts_with("3.1."));
        assert_eq!(api["servers"][0]["url"], "https://hub.uni.edu");
        let routes = crate::http::list(&hub.app);
        let routes: Vec<_> = (routes.iter())
            .filter(|route| route.path.starts_with("/api/"))
            .collect();
        assert!(routes.len() > 20);
        let mut ids = std::collections::BTreeSet::<String>::new();
        for route in routes {
            let method = route.method.as_str().to_lowercase();
            let operation = &api["paths"][route.path][&method];
            let (method, path) = (&route.method, route.path);
            assert!(operation["responses"].is_object(), "{method} {path}");
            let said = operation["summary"].as_str().unwrap_or_default();
            assert!(
                !said.is_empty(),
                "{method} {path} does not say what it does"
            );
            let id = operation["operationId"].as_str().unwrap().to_owned();
            assert!(ids.insert(id), "{method} {path} has another's name");
        }
    }

    #[tokio::test]
    async fn nothing_is_described_that_is_not_there() {
        let hub = Hub::new();
        let api = hub.browser().get("/api/v1/openapi.json").await.value();
        let routes = crate::http::list(&hub.app);
        for (path, operations) in api["paths"].as_object().unwrap() {
            for method in operations.as_object().unwrap().keys() {
                let exists = (routes.iter()).any(|route| {
                    route.path == path && route.method.as_str().eq_ignore_ascii_case(method)
                });
                assert!(exists, "{method} {path}");
            }
        }
    }

    #[tokio::test]
    async fn every_refusal_is_described_as_a_problem() {
        let hub = Hub::new();
        let api = hub.browser().get("/api/v1/openapi.json").await.value();
        let refusal = &api["paths"]["/api/v1/entries/{entry}"]["get"]["responses"]["404"];
        let schema = &refusal["content"]["application/problem+json"]["schema"]["$ref"];
        assert_eq!(schema, "#/components/schemas/Problem");
        let fields = &api["components"]["schemas"]["Problem"]["properties"];
        assert!(fields["code"].is_object() && fields["errors"].is_object());
        let title = &api["components"]["schemas"]["Entry"]["properties"]["title"];
        assert_eq!(title["type"], "string");
    }
}
