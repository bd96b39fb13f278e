//! Styles, scripts and icons, built into the binary with hashed names and
//! kept by browsers for a year.

use std::collections::HashMap;

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

use super::fault::Fault;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Files;

/// Where each asset lies: its plain name → its hashed name.
pub struct Assets(HashMap<String, String>);

impl Assets {
    /// Reads the manifest that the web build wrote.
    pub fn load() -> Self {
        let manifest = Files::get("manifest.json")
            .and_then(|file| serde_json::from_slice(&file.data).ok())
            .unwrap_or_default();
        Self(manifest)
    }

    /// The path a page refers to `name` by.
    pub fn path(&self, name: &str) -> String {
        format!("/assets/{}", self.0.get(name).map_or(name, String::as_str))
    }
}

/// `GET /assets/{*path}`
pub async fn serve(Path(path): Path<String>) -> Result<Response, Fault> {
    let file = Files::get(&path).ok_or_else(Fault::not_found)?;
    let kind = mime_guess::from_path(&path).first_or_octet_stream();
    let kind = if kind.type_() == "text" || kind.subtype() == "javascript" {
        format!("{}; charset=utf-8", kind.essence_str())
    } else {
        kind.essence_str().to_owned()
    };
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_str(&kind).map_err(Fault::internal)?,
        ),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
    ];
    Ok((headers, file.data).into_response())
}
