//! A link as a picture that travels in a mail. PNG: mail clients show no SVG, and drop
//! pictures that are written into the address.

use qrcode::{Color, EcLevel, QrCode};
use usher_domain::mail::{InlinePart, QR_CODE};

use super::NotLaidOut;

/// The light margin that readers need around the code (ISO/IEC 18004), in modules.
const MARGIN: usize = 4;
/// Pixels of a module: sharp also where two of them make one on the screen.
const SCALE: usize = 6;

/// The code of a link, black on white whatever the mail's colours are.
pub(super) fn part(link: &str) -> Result<InlinePart, NotLaidOut> {
    let code = QrCode::with_error_correction_level(link, EcLevel::M)
        .map_err(|error| NotLaidOut(error.to_string()))?;
    Ok(InlinePart {
        id: QR_CODE.to_owned(),
        media_type: "image/png".to_owned(),
        bytes: png(&code).map_err(|error| NotLaidOut(error.to_string()))?,
    })
}

fn png(code: &QrCode) -> Result<Vec<u8>, png::EncodingError> {
    let modules = code.to_colors();
    let width = code.width();
    let side = (width + 2 * MARGIN) * SCALE;
    let is_dark = |x: usize, y: usize| {
        let module = |pixel: usize| (pixel / SCALE).checked_sub(MARGIN).filter(|m| *m < width);
        let (column, row) = (module(x), module(y));
        column
            .zip(row)
            .is_some_and(|(column, row)| modules.get(row * width + column) == Some(&Color::Dark))
    };
    let row = |y: usize| {
        (0..side.div_ceil(8)).map(move |byte| {
            let light = |bit: usize| u8::from(!is_dark(byte * 8 + bit, y)) << (7 - bit);
            (0..8).map(light).sum::<u8>()
        })
    };
    let pixels: Vec<u8> = (0..side).flat_map(row).collect();
    let mut bytes = Vec::new();
    let edge = u32::try_from(side).unwrap_or(u32::MAX);
    let mut encoder = png::Encoder::new(&mut bytes, edge, edge);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_the_code_with_its_margin() {
        let link = "https://hub.uni.edu/i/0123456789abcdefghijklmnopqrstuvwxyz0123456";
        let part = part(link).unwrap_or_else(|error| panic!("{error}"));
        let code = QrCode::with_error_correction_level(link, EcLevel::M).unwrap();
        let mut decoder = png::Decoder::new(std::io::Cursor::new(part.bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let side = reader.next_frame(&mut pixels).unwrap().width as usize;
        assert_eq!(side, (code.width() + 8) * SCALE);
        for (at, color) in code.to_colors().into_iter().enumerate() {
            let middle = |module: usize| (module + MARGIN) * SCALE + SCALE / 2;
            let (x, y) = (middle(at % code.width()), middle(at / code.width()));
            assert_eq!(pixels[y * side + x] == 0, color == Color::Dark, "{x} {y}");
        }
        assert!(
            pixels[..side * MARGIN * SCALE]
                .iter()
                .all(|pixel| *pixel == 255)
        );
    }
}
