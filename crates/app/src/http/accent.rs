//! `GET /accents/{colour}`: the site's accent as a style sheet. The colour stands in the
//! address, so that the sheet is the same for ever and on every server.

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use usher_domain::colour::{Accent, Colour};

use super::fault::Fault;

/// Where the style sheet of a colour lies.
pub fn path(colour: Colour) -> String {
    format!("/accents/{}", colour.to_string().trim_start_matches('#'))
}

/// `GET /accents/{colour}`
pub async fn serve(Path(colour): Path<String>) -> Result<Response, Fault> {
    let chosen: Colour = colour.parse().map_err(|_| Fault::not_found())?;
    if path(chosen) != format!("/accents/{colour}") {
        return Err(Fault::not_found());
    }
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/css; charset=utf-8"),
        ),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
    ];
    Ok((headers, sheet(chosen)).into_response())
}

/// The tokens that a theme may set, with the selectors of `web/styles/tokens.css`.
fn sheet(chosen: Colour) -> String {
    let (light, dark) = (
        declarations(&Accent::light(chosen)),
        declarations(&Accent::dark(chosen)),
    );
    format!(
        ":root{{{light}}}\n\
         @media (prefers-color-scheme:dark){{:root:not([data-theme=\"light\"]){{{dark}}}}}\n\
         :root[data-theme=\"dark\"]{{{dark}}}\n"
    )
}

fn declarations(accent: &Accent) -> String {
    let Accent {
        accent,
        strong,
        on,
        ink,
        soft,
    } = accent;
    format!(
        "--accent:{accent};--accent-strong:{strong};--on-accent:{on};--accent-ink:{ink};--accent-soft:{soft}"
    )
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use crate::testing::Hub;

    #[tokio::test]
    async fn a_colour_is_a_style_sheet_for_both_themes() {
        let mut browser = Hub::new().browser();
        let answer = browser.get("/accents/ffd500").await;
        let text = answer.text();
        assert_eq!(answer.headers["content-type"], "text/css; charset=utf-8");
        assert!(
            text.contains(":root[data-theme=\"dark\"]{--accent:#ffd500"),
            "{text}"
        );
        assert!(
            !text.contains(":root{--accent:#ffd500"),
            "yellow cannot be read on white"
        );
        for wrong in ["teal", "FFD500", "fd0", "ffd500}body{"] {
            let path = format!("/accents/{}", wrong.replace(['{', '}'], "x"));
            assert_eq!(
                browser.get(&path).await.status,
                StatusCode::NOT_FOUND,
                "{wrong}"
            );
        }
    }
}
