//! A body becomes a whole document: cleaned, set into the hub's frame, and rendered to
//! the tables and styles that mail clients understand (ADR 0023).

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use ammonia::{Builder, UrlRelative};
use askama::Template;
use mrml::prelude::{parser::ParserOptions, render::RenderOptions};
use usher_domain::{
    colour::{Accent, Colour},
    mail::{ELEMENTS, EVERYWHERE, Event, QR_CODE, Tag, attributes_of, events, is_allowed_address},
};

use crate::{App, features::admin::Logo, http::page::hub_name};

/// A body that cannot be set into its frame. It tells nothing of what it holds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a mail could not be laid out: {0}")]
pub struct NotLaidOut(pub(super) String);

/// What the frame around a body looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The language of the text.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The hub's name.
    pub hub: String,
    /// What stands for the QR code where pictures are not shown.
    pub qr_label: String,
    /// The accent on white, `#0b6b66`.
    pub accent: String,
    /// What is readable on it.
    pub on_accent: String,
    /// The site's logo, if it has one.
    pub logo: Option<Arc<Logo>>,
}

/// What the logo is called within a mail.
pub(super) const LOGO: &str = "usher-logo";

impl Look {
    /// The hub's look for a text in `lang`.
    pub fn of(app: &App, lang: &str) -> Self {
        let words = app.words.words(Some(lang), None);
        let chosen = app.settings.now().theming.accent.parse();
        let accent = Accent::light(chosen.unwrap_or(Colour::DEFAULT));
        Self {
            lang: lang.to_owned(),
            dir: crate::words::dir(lang),
            hub: hub_name(app, &words),
            qr_label: words.say("mail-qr").to_string(),
            accent: accent.accent.to_string(),
            on_accent: accent.on.to_string(),
            logo: app.settings.logo(),
        }
    }

    /// What the logo says.
    fn logo_alt<'a>(&'a self, logo: &'a Logo) -> &'a str {
        if logo.alt.is_empty() {
            &self.hub
        } else {
            &logo.alt
        }
    }
}

/// A stretch of the body: text, or a button that stands alone.
enum Stretch {
    Text(String),
    Button { href: String, label: String },
}

/// Where a stretch goes in the frame, until the frame is rendered. The frame's own
/// renderer never reads what an administrator wrote.
struct Slot {
    is_button: bool,
    mark: String,
}

#[derive(Template)]
#[template(path = "mail_templates/templates/frame.mjml", escape = "html")]
struct Frame<'a> {
    look: &'a Look,
    slots: Vec<Slot>,
}

/// The mark of the slot with this number; letters, so that it passes through anything.
fn mark(number: usize) -> String {
    format!("usher-slot-{number}-")
}

/// A whole document with the body in the hub's frame; tokens stay as they are.
pub(super) fn lay_out(body: &str, look: &Look) -> Result<String, NotLaidOut> {
    let stretches = stretches(&clean(body));
    let frame = Frame {
        look,
        slots: stretches
            .iter()
            .enumerate()
            .map(|(number, stretch)| Slot {
                is_button: matches!(stretch, Stretch::Button { .. }),
                mark: mark(number),
            })
            .collect(),
    };
    let wrong = |error: &dyn std::fmt::Display| NotLaidOut(error.to_string());
    let mjml = frame.render().map_err(|error| wrong(&error))?;
    let parsed = mrml::parse_with_options(mjml, &ParserOptions::default());
    let options = RenderOptions {
        // No font is fetched from anywhere.
        fonts: HashMap::new(),
        ..RenderOptions::default()
    };
    let frame = parsed.map_err(|error| wrong(&error))?.element;
    let mut document = frame.render(&options).map_err(|error| wrong(&error))?;
    for (number, stretch) in stretches.iter().enumerate() {
        let mark = mark(number);
        document = match stretch {
            Stretch::Text(html) => document.replace(&mark, &styled(html, look)),
            Stretch::Button { href, label } => document
                .replace(&format!("\"{mark}href\""), &format!("\"{href}\""))
                .replace(&mark, label),
        };
    }
    Ok(document)
}

/// The body without anything that the rules do not name, every element closed. The
/// rules refuse such a body when it is saved; this is the net below them.
fn clean(body: &str) -> String {
    let elements: HashSet<&str> = ELEMENTS.into_iter().collect();
    let attributes = ELEMENTS
        .into_iter()
        .map(|element| {
            let named = attributes_of(element).iter().copied();
            (element, named.filter(|name| *name != "class").collect())
        })
        .collect::<HashMap<&str, HashSet<&str>>>();
    Builder::empty()
        .tags(elements)
        .tag_attributes(attributes)
        .generic_attributes(EVERYWHERE.into_iter().collect())
        .allowed_classes(HashMap::from([("a", HashSet::from(["button"]))]))
        .url_schemes(HashSet::from(["https", "http", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .attribute_filter(|_, name, value| {
            let leads = matches!(name, "href" | "src");
            (!leads || is_allowed_address(name, value)).then(|| value.into())
        })
        .link_rel(None)
        .clean(body)
        .to_string()
}

/// The body, split at every button that stands alone or in a paragraph of its own.
fn stretches(html: &str) -> Vec<Stretch> {
    let tags: Vec<Tag<'_>> = events(html)
        .into_iter()
        .filter_map(|event| match event {
            Event::Tag(tag) => Some(tag),
            _ => None,
        })
        .collect();
    let (mut stretches, mut from, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, tag) in tags.iter().enumerate() {
        let is_button = tag.name == "a" && tag.attribute("class") == Some("button");
        let end = tags
            .get(at + 1)
            .filter(|end| end.closing && end.name == "a");
        if let (true, Some(end), Some(href)) = (is_button, end, tag.attribute("href")) {
            let before = html[from..tag.at.start].trim_end();
            let paragraph = before
                .strip_suffix("<p>")
                .zip(html[end.at.end..].trim_start().strip_prefix("</p>"));
            let alone = match paragraph {
                Some((before, after)) if depth == 1 => Some((before, html.len() - after.len())),
                None if depth == 0 => Some((before, end.at.end)),
                _ => None,
            };
            if let Some((before, next)) = alone {
                stretches.push(Stretch::Text(before.to_owned()));
                stretches.push(Stretch::Button {
                    href: href.to_owned(),
                    label: html[tag.at.end..end.at.start].to_owned(),
                });
                from = next;
            }
        }
        if !matches!(tag.name.as_str(), "br" | "hr" | "img") {
            depth += if tag.closing { -1 } else { 1 };
        }
    }
    stretches.push(Stretch::Text(html[from..].to_owned()));
    stretches.retain(|stretch| !matches!(stretch, Stretch::Text(text) if text.trim().is_empty()));
    stretches
}

/// The body with its elements' styles written onto them, as mail clients want them,
/// and the QR code as a picture.
fn styled(html: &str, look: &Look) -> String {
    let mut out = String::with_capacity(html.len() * 2);
    for event in events(html) {
        match event {
            Event::Text(text) => out.push_str(&text.replace("{QRCODE}", &qr_code(look))),
            Event::Tag(tag) if !tag.closing => match style(&tag, look) {
                Some(style) => {
                    let name_ends = 1 + tag.name.len();
                    out.push_str(&tag.source[..name_ends]);
                    out.push_str(" style=\"");
                    out.push_str(&style);
                    out.push('"');
                    out.push_str(&tag.source[name_ends..]);
                }
                None => out.push_str(tag.source),
            },
            Event::Tag(tag) => out.push_str(tag.source),
            Event::Comment(source) | Event::Broken(source) => out.push_str(source),
        }
    }
    out
}

fn qr_code(look: &Look) -> String {
    let label = look.qr_label.replace('"', "&quot;");
    format!(
        "<img src=\"cid:{QR_CODE}\" alt=\"{label}\" width=\"180\" height=\"180\" \
         style=\"display:block;background:#ffffff;border-radius:6px\">"
    )
}

fn style(tag: &Tag<'_>, look: &Look) -> Option<String> {
    let fixed = match tag.name.as_str() {
        "p" | "ul" | "ol" => "margin:0 0 14px",
        "h1" => "margin:0 0 16px;font-size:24px;line-height:1.25;font-weight:600",
        "h2" => "margin:20px 0 10px;font-size:19px;line-height:1.3;font-weight:600",
        "h3" | "h4" => "margin:16px 0 8px;font-size:16px;line-height:1.3;font-weight:600",
        "blockquote" => {
            return Some(format!(
                "margin:0 0 14px;padding:4px 0 4px 14px;border-left:3px solid {}",
                look.accent
            ));
        }
        "small" => "font-size:13px;line-height:1.5",
        "a" => return Some(format!("color:{};overflow-wrap:anywhere", look.accent)),
        "hr" => "margin:20px 0;border:0;border-top:1px solid #e2e2de",
        "img" => "max-width:100%;height:auto",
        "table" => "margin:0 0 14px;border-collapse:collapse",
        "td" | "th" => "padding:4px 16px 4px 0;text-align:start;vertical-align:top",
        _ => return None,
    };
    Some(fixed.to_owned())
}
