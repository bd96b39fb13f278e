//! PDFs that are more than they look.

use super::{Bomb, bomb, deflated, deflated_flood};

/// A PDF of these objects; the first is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let (mut file, mut table) = (b"%PDF-1.7\n".to_vec(), String::new());
    for (n, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{} 0 obj\n", n + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(end.bytes());
    file
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {dictionary} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// One page with this content, and further objects from the fifth on.
fn page(size: &str, resources: &str, content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size}] /Contents 4 0 R /Resources << {resources} >> >>"
    );
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        content,
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

fn plain(text: &str) -> Vec<u8> {
    stream("", text.as_bytes())
}

fn tree(pages: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), pages];
    objects.extend_from_slice(more);
    pdf(&objects)
}

fn image(filter: &str, width: u32, height: u32, data: &[u8]) -> Vec<u8> {
    let about = format!(
        "/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8 \
         /ColorSpace /DeviceGray /Filter {filter}"
    );
    stream(&about, data)
}

/// `mib` is how much comes out of the streams.
pub(crate) fn all(canary: &str, listener: &str, mib: usize) -> Vec<Bomb> {
    const A4: &str = "595 842";
    let draws = || plain("q 500 0 0 500 0 0 cm /X Do Q");
    let x = "/XObject << /X 5 0 R >>";
    let flood = deflated_flood(b' ', mib);
    let twice = deflated(&flood);
    let form = |name: &str, content: &str| {
        let about = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /X {name} >> >>"
        );
        stream(&about, content.as_bytes())
    };
    let deep: Vec<Vec<u8>> = (0..5_000)
        .map(|n| {
            format!(
                "<< /Type /Pages /Parent {} 0 R /Kids [{} 0 R] /Count 1 >>",
                n + 2,
                n + 4
            )
            .into_bytes()
        })
        .collect();
    let tiling = stream(
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.001 /YStep 0.001 /Resources << >>",
        b"0 0 1 1 re f",
    );
    let tower: String = "/FlateDecode ".repeat(40);
    vec![
        bomb("content flood", page(A4, "", stream("/Filter /FlateDecode", &flood), &[])),
        bomb("content flood, twice", page(A4, "", stream("/Filter [/FlateDecode /FlateDecode]", &twice), &[])),
        bomb("a tower of filters", page(A4, "", stream(&format!("/Filter [{tower}]"), &twice), &[])),
        bomb("operators flood", page(A4, "", stream("/Filter /FlateDecode", &deflated(&b"q 1 0 0 1 0 0 cm\n".repeat(mib * 20_000))), &[])),
        bomb("strokes flood", page(A4, "", stream("/Filter /FlateDecode", &deflated(&b"0 0 m 595 842 l 9 9 8 8 7 7 c S\n".repeat(mib * 5_000))), &[])),
        bomb("a page of a billion points", page("1000000000 1000000000", "", draws(), &[])),
        bomb("a page of one billion by one", page("1000000000 1", "", draws(), &[])),
        bomb("a page of nothing", page("0 0", "", draws(), &[])),
        bomb("image 60000²", page(A4, x, draws(), &[image("/FlateDecode", 60_000, 60_000, &flood)])),
        bomb("image 2 billion wide", page(A4, x, draws(), &[image("/FlateDecode", 2_000_000_000, 2, &flood)])),
        bomb("fax of 60000²", page(A4, x, draws(), &[image("/CCITTFaxDecode", 60_000, 60_000, &[0; 4_000])])),
        bomb("jbig2 of 60000²", page(A4, x, draws(), &[image("/JBIG2Decode", 60_000, 60_000, &[0; 4_000])])),
        bomb("jpeg2000 of 60000²", page(A4, x, draws(), &[image("/JPXDecode", 60_000, 60_000, b"\xFF\x4F\xFF\x51\0\x29")])),
        bomb("a form in itself", page(A4, x, draws(), &[form("5 0 R", "/X Do /X Do")])),
        bomb("forms that double", page(A4, x, draws(), &(0..26).map(|n| form(&format!("{} 0 R", n + 6), "/X Do /X Do")).collect::<Vec<_>>())),
        bomb("tiles without number", page(A4, "/Pattern << /P 5 0 R >>", plain("/Pattern cs /P scn 0 0 595 842 re f"), &[tiling])),
        bomb("a billion pages", tree(b"<< /Type /Pages /Kids [] /Count 1000000000 >>".to_vec(), &[])),
        bomb("a million kids", tree([&b"<< /Type /Pages /Count 1000000 /Kids ["[..], &b"3 0 R ".repeat(1_000_000), b"] >>"].concat(), &[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>".to_vec()])),
        bomb("kids in a circle", tree(b"<< /Type /Pages /Kids [2 0 R] /Count 5 >>".to_vec(), &[])),
        bomb("kids 5000 deep", tree(b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(), &deep)),
        bomb("brackets without end", page(A4, "", plain(&"[".repeat(200_000)), &[])),
        bomb("dictionaries without end", [&b"%PDF-1.7\n1 0 obj\n"[..], &b"<< /A ".repeat(100_000)].concat()),
        bomb("a title of many MB", tree(b"<< /Type /Pages /Kids [] /Count 1 >>".to_vec(), &[[&b"<< /Title ("[..], &b"A".repeat(mib << 18), b") >>"].concat()])),
        bomb("a file that is launched", page(A4, "", plain("BT ET"), &[format!("<< /Type /Action /S /Launch /F ({canary}) >>").into_bytes()])),
        bomb("an address that is opened", page(A4, "", plain("BT ET"), &[format!("<< /Type /Action /S /URI /URI (http://{listener}/) >>").into_bytes()])),
        bomb("a stream in another file", page(A4, "", stream(&format!("/F ({canary})"), b""), &[])),
        bomb("a stream at an address", page(A4, "", stream(&format!("/FFilter /X /F << /FS /URL /F (http://{listener}/) >>"), b""), &[])),
        bomb("a table that begins again", b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n".to_vec()),
    ]
}
