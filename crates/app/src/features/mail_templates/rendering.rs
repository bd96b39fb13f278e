use usher_domain::mail::{
    InlinePart, MailTemplate, QR_CODE, Rendered, TemplateText, Tokens, render as fill,
};

use super::{
    layout::{LOGO, Look, NotLaidOut, lay_out},
    qr,
};
use crate::{App, words::Words};

/// A whole mail by a template, in the language of `words` or the nearest that the
/// template has.
pub fn render(
    app: &App,
    template: &MailTemplate,
    words: &Words,
    tokens: &Tokens,
) -> Result<Rendered, NotLaidOut> {
    let (lang, text) = template
        .for_reader(words.lang())
        .ok_or_else(|| NotLaidOut("a template without a language".to_owned()))?;
    let look = Look::of(app, lang);
    let tokens = Tokens {
        hub: look.hub.clone(),
        ..tokens.clone()
    };
    in_language(&look, text, &tokens)
}

/// A whole mail by a template's text in one language.
pub(super) fn in_language(
    look: &Look,
    text: &TemplateText,
    tokens: &Tokens,
) -> Result<Rendered, NotLaidOut> {
    let mut mail = fill(text, tokens, |body| lay_out(body, look))?;
    if mail.html.contains(&format!("cid:{QR_CODE}")) {
        mail.inline.push(qr::part(&tokens.url)?);
    }
    if let Some(logo) = &look.logo {
        mail.inline.push(InlinePart {
            id: LOGO.to_owned(),
            media_type: logo.media_type.to_owned(),
            bytes: logo.bytes.to_vec(),
        });
    }
    Ok(mail)
}
