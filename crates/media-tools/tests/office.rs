//! Office files, read by the real LibreOffice.
#![allow(clippy::unwrap_used)] // in tests

mod support;

use std::{io::ErrorKind, net::TcpListener, path::Path, process::Command};

use support::{
    Shop,
    archive::{Member, archive},
    shop,
};
use usher_media_tools::{Found, Kind};

/// What OpenDocument calls its sorts: of the file, and of what its body holds.
const TEXT: (&str, &str) = ("application/vnd.oasis.opendocument.text", "text");
const TABLE: (&str, &str) = (
    "application/vnd.oasis.opendocument.spreadsheet",
    "spreadsheet",
);
const SLIDES: (&str, &str) = (
    "application/vnd.oasis.opendocument.presentation",
    "presentation",
);

/// How the contents of a sort begin and end.
fn around(sort: &str) -> [String; 2] {
    [
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:{sort}>"#
        ),
        format!("</office:{sort}></office:body></office:document-content>"),
    ]
}

/// An OpenDocument file of a sort, with these contents.
fn document((mime, _): (&str, &str), contents: Member) -> Vec<u8> {
    let manifest = format!(
        r#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#
    );
    archive(&[
        Member::plain("mimetype", mime),
        contents,
        Member::plain("META-INF/manifest.xml", &manifest),
    ])
}

/// One with this in its body.
fn with(sort: (&str, &str), body: &str) -> Vec<u8> {
    let [begin, end] = around(sort.1);
    document(
        sort,
        Member::plain("content.xml", &format!("{begin}{body}{end}")),
    )
}

fn text(body: &str) -> Vec<u8> {
    with(TEXT, body)
}

/// What LibreOffice itself makes of a file of ours.
fn saved_as(shop: &Shop, name: &str, ending: &str) -> std::path::PathBuf {
    let profile = format!(
        "-env:UserInstallation=file://{}",
        shop.path("profile").display()
    );
    let output = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", ending, "--outdir"])
        .arg(shop.folder.path())
        .arg(shop.path(name))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    shop.path(name).with_extension(ending)
}

/// The words of a PDF.
fn words(pdf: &Path) -> String {
    let output = Command::new("pdftotext")
        .arg(pdf)
        .arg("-")
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[tokio::test]
async fn texts_of_every_maker_become_a_pdf() {
    let shop = shop();
    shop.write("letter.odt", &text("<text:p>Grüße aus Łódź</text:p>"));
    shop.write(
        "letter.rtf",
        br"{\rtf1\ansi Gr\'fc\'dfe aus \u321?\'f3d\u378?}",
    );
    let word = saved_as(&shop, "letter.odt", "docx");
    let old = saved_as(&shop, "letter.odt", "doc");
    let table = [
        (
            shop.path("letter.odt"),
            "application/vnd.oasis.opendocument.text",
        ),
        (shop.path("letter.rtf"), "application/rtf"),
        (
            word,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (old, "application/msword"),
    ];
    for (path, mime) in table {
        let found = shop.tools.inspect(&path).await.unwrap();
        assert_eq!(found.kind(), Kind::Document);
        let Found::Office(office) = found else {
            panic!("{found:?}")
        };
        assert_eq!(office.mime, mime);
        let out = shop.path("out.pdf");
        let document = shop.tools.office_rendition(&path, &out).await.unwrap();
        assert_eq!(document.pages, 1, "{mime}");
        assert!(
            words(&out).contains("Grüße aus Łód"),
            "{mime}: {}",
            words(&out)
        );
        std::fs::remove_file(out).unwrap();
    }
}

#[tokio::test]
async fn tables_and_presentations_become_a_pdf() {
    let shop = shop();
    let table = r#"<table:table table:name="Marks"><table:table-row><table:table-cell><text:p>Łódź 12</text:p></table:table-cell></table:table-row></table:table>"#;
    let slide = |words: &str| {
        format!(
            r#"<draw:page draw:name="{words}"><draw:frame svg:x="1cm" svg:y="1cm" svg:width="20cm" svg:height="4cm"><draw:text-box><text:p>{words}</text:p></draw:text-box></draw:frame></draw:page>"#
        )
    };
    shop.write("marks.ods", &with(TABLE, table));
    let slides = slide("Łódź 12") + &slide("After");
    shop.write("talk.odp", &with(SLIDES, &slides));
    for (name, ending, pages) in [
        ("marks.ods", "xlsx", 1),
        ("marks.ods", "xls", 1),
        ("talk.odp", "pptx", 2),
        ("talk.odp", "ppt", 2),
    ] {
        let other = saved_as(&shop, name, ending);
        for path in [shop.path(name), other] {
            let found = shop.tools.inspect(&path).await.unwrap();
            assert!(
                matches!(found, Found::Office(_)),
                "{}: {found:?}",
                path.display()
            );
            let out = shop.path("out.pdf");
            let document = shop.tools.office_rendition(&path, &out).await.unwrap();
            assert_eq!(document.pages, pages, "{}", path.display());
            assert!(words(&out).contains("Łódź 12"), "{}", path.display());
            std::fs::remove_file(out).unwrap();
        }
    }
}

#[tokio::test]
#[allow(clippy::disallowed_methods, reason = "a figure is measured")]
async fn t18_a_small_archive_that_is_an_enormous_text_is_read_within_limits_or_refused() {
    let shop = shop();
    let soak = std::env::var_os("USHER_SOAK").is_some_and(|set| set == "1");
    let paragraph = format!("<text:p>{}</text:p>", "word ".repeat(200));
    let mib = if soak { 1024 } else { 2 };
    let [begin, end] = around(TEXT.1);
    let times = mib * (1 << 20) / paragraph.len();
    let flood = Member::flood("content.xml", [&begin, &paragraph, &end], times);
    let bytes = document(TEXT, flood);
    let path = shop.write("flood.odt", &bytes);
    let out = shop.path("out.pdf");
    let begun = std::time::Instant::now();
    let outcome = shop.tools.office_rendition(&path, &out).await;
    let took = begun.elapsed();
    assert!(took.as_secs() < 200, "{took:?}");
    let told = match outcome {
        Ok(document) => format!("{} pages", document.pages),
        Err(why) => {
            assert!(!out.exists(), "nothing half-made");
            why.code().to_owned()
        }
    };
    println!(
        "figure: t18 a text of {mib} MiB in an archive of {} KiB: {told}, after {} s",
        bytes.len() >> 10,
        took.as_secs()
    );
}

#[tokio::test]
async fn t18_a_document_that_names_other_files_and_addresses_gets_none() {
    let shop = shop();
    let secret = shop.write("secret.txt", b"the key of the house");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let body = format!(
        r#"<text:p>Before</text:p>
<text:section text:name="a"><text:section-source xlink:type="simple" xlink:href="file://{}" text:filter-name="Text"/><text:p>here</text:p></text:section>
<text:p><draw:frame draw:name="b" svg:width="2cm" svg:height="2cm"><draw:image xlink:type="simple" xlink:actuate="onLoad" xlink:href="http://{address}/picture.png"/></draw:frame></text:p>
<text:p>After</text:p>"#,
        secret.display()
    );
    let path = shop.write("letter.odt", &text(&body));
    let out = shop.path("out.pdf");
    shop.tools.office_rendition(&path, &out).await.unwrap();
    let read = words(&out);
    assert!(read.contains("Before") && read.contains("After"), "{read}");
    assert!(!read.contains("the key of the house"), "{read}");
    let asked = listener.accept().map(|(_, who)| who);
    assert_eq!(asked.unwrap_err().kind(), ErrorKind::WouldBlock);
    println!(
        "figure: t18 a document with a linked file and a linked picture: 0 files, 0 connections"
    );
}

#[tokio::test]
async fn what_is_no_office_file_or_cannot_be_opened_is_refused_plainly() {
    let shop = shop();
    let other = shop.write(
        "a.docx",
        &archive(&[
            Member::plain("[Content_Types].xml", "<Types/>"),
            Member::plain("a.txt", "a"),
        ]),
    );
    assert_eq!(
        shop.tools.inspect(&other).await.unwrap_err().code(),
        "not_media"
    );
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.resize(4096, 0);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let locked = shop.write("locked.docx", &locked);
    assert_eq!(
        shop.tools.inspect(&locked).await.unwrap_err().code(),
        "encrypted"
    );
    let mut cut = text("<text:p>Half</text:p>");
    cut.truncate(cut.len() / 2);
    let cut = shop.write("cut.odt", &cut);
    let refused = shop
        .tools
        .office_rendition(&cut, &shop.path("out.pdf"))
        .await;
    assert_eq!(refused.unwrap_err().code(), "broken");
}
