//! Office files, read by the real LibreOffice.
#![allow(clippy::unwrap_used)] // in tests

mod support;

use std::{io::ErrorKind, net::TcpListener, path::Path, process::Command};

use flate2::Crc;
use support::{Shop, shop};
use usher_media_tools::{Found, Kind};

/// An archive of unpacked members, as OpenDocument wants its first one to be.
fn archive(members: &[(&str, &str)]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in members {
        let mut crc = Crc::new();
        crc.update(text.as_bytes());
        let (length, named) = (text.len() as u32, name.len() as u16);
        let mut about = b"\x14\0\0\0\0\0\0\0\x21\0".to_vec();
        about.extend(crc.sum().to_le_bytes());
        about.extend(length.to_le_bytes());
        about.extend(length.to_le_bytes());
        about.extend(named.to_le_bytes());
        about.extend(b"\0\0");
        let at = file.len() as u32;
        file.extend(b"PK\x03\x04");
        file.extend(&about);
        file.extend(name.as_bytes());
        file.extend(text.as_bytes());
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (at, count) = (file.len() as u32, members.len() as u16);
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend((directory.len() as u32).to_le_bytes());
    file.extend(at.to_le_bytes());
    file.extend(b"\0\0");
    file
}

const MANIFEST: &str = r#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;

/// An OpenDocument text with this in its body.
fn text(body: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", MANIFEST),
    ])
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
        &archive(&[("[Content_Types].xml", "<Types/>"), ("a.txt", "a")]),
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
