//! One connection that is kept, and one answer at a time on it.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Longest head that is taken.
const HEAD: usize = 64 << 10;
/// How much of a body is read at once.
const PIECE: usize = 256 << 10;

/// What came back.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: u16,
    /// Bytes of the body, as they came over the wire.
    pub(crate) bytes: u64,
    /// Bytes of the head.
    pub(crate) head: u64,
    /// `name=value` of every cookie that was set.
    pub(crate) cookies: Vec<String>,
    /// Where a redirect leads.
    pub(crate) location: String,
    /// The body, where it was asked to be kept.
    pub(crate) body: Vec<u8>,
    closes: bool,
}

/// How the end of a body is known.
enum Framing {
    Length(u64),
    Chunked,
}

/// A connection; opened again when the other side closed it.
pub(crate) struct Connection {
    address: SocketAddr,
    stream: Option<TcpStream>,
    buffer: Vec<u8>,
    filled: usize,
}

impl Connection {
    /// None is opened before the first request.
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self {
            address,
            stream: None,
            buffer: vec![0; HEAD + PIECE],
            filled: 0,
        }
    }

    /// Sends a request and reads its answer to the end.
    pub(crate) async fn ask(&mut self, request: &[u8], keep: bool) -> io::Result<Answer> {
        let mut stream = if let Some(stream) = self.stream.take() {
            stream
        } else {
            let stream = TcpStream::connect(self.address).await?;
            stream.set_nodelay(true)?;
            stream
        };
        self.filled = 0;
        stream.write_all(request).await?;
        let (mut answer, framing) = self.head(&mut stream).await?;
        match framing {
            Framing::Length(length) => self.body(&mut stream, &mut answer, length, keep).await?,
            Framing::Chunked => self.chunks(&mut stream, &mut answer, keep).await?,
        }
        if !answer.closes {
            self.stream = Some(stream);
        }
        Ok(answer)
    }

    async fn more(&mut self, stream: &mut TcpStream) -> io::Result<()> {
        if self.filled == self.buffer.len() {
            return Err(io::Error::other("a head or chunk is too long"));
        }
        match stream.read(&mut self.buffer[self.filled..]).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                self.filled += read;
                Ok(())
            }
        }
    }

    /// Reads the head and takes it out of the buffer.
    async fn head(&mut self, stream: &mut TcpStream) -> io::Result<(Answer, Framing)> {
        loop {
            self.more(stream).await?;
            let mut headers = [httparse::EMPTY_HEADER; 64];
            let mut response = httparse::Response::new(&mut headers);
            let parsed = response.parse(&self.buffer[..self.filled]);
            let httparse::Status::Complete(end) = parsed.map_err(io::Error::other)? else {
                continue;
            };
            let mut answer = Answer {
                status: response.code.unwrap_or(0),
                head: end as u64,
                ..Answer::default()
            };
            let mut framing = Framing::Length(0);
            for header in response.headers.iter() {
                let value = String::from_utf8_lossy(header.value);
                if header.name.eq_ignore_ascii_case("content-length") {
                    framing = Framing::Length(value.parse().map_err(io::Error::other)?);
                } else if header.name.eq_ignore_ascii_case("transfer-encoding") {
                    framing = Framing::Chunked;
                } else if header.name.eq_ignore_ascii_case("connection") {
                    answer.closes = value.eq_ignore_ascii_case("close");
                } else if header.name.eq_ignore_ascii_case("location") {
                    answer.location = value.into_owned();
                } else if header.name.eq_ignore_ascii_case("set-cookie") {
                    let pair = value.split(';').next().unwrap_or_default();
                    answer.cookies.push(pair.to_owned());
                }
            }
            self.buffer.copy_within(end..self.filled, 0);
            self.filled -= end;
            return Ok((answer, framing));
        }
    }

    async fn body(
        &mut self,
        stream: &mut TcpStream,
        answer: &mut Answer,
        length: u64,
        keep: bool,
    ) -> io::Result<()> {
        loop {
            answer.bytes += self.filled as u64;
            if keep {
                answer.body.extend_from_slice(&self.buffer[..self.filled]);
            }
            self.filled = 0;
            if answer.bytes >= length {
                return Ok(());
            }
            self.more(stream).await?;
        }
    }

    async fn chunks(
        &mut self,
        stream: &mut TcpStream,
        answer: &mut Answer,
        keep: bool,
    ) -> io::Result<()> {
        loop {
            let parsed = httparse::parse_chunk_size(&self.buffer[..self.filled]);
            let (start, size) = match parsed.map_err(|_| io::Error::other("a bad chunk"))? {
                httparse::Status::Complete((start, size)) => (start, size as usize),
                httparse::Status::Partial => {
                    self.more(stream).await?;
                    continue;
                }
            };
            let end = start + size + 2;
            while self.filled < end {
                self.more(stream).await?;
            }
            answer.bytes += end as u64;
            if keep {
                answer
                    .body
                    .extend_from_slice(&self.buffer[start..start + size]);
            }
            self.buffer.copy_within(end..self.filled, 0);
            self.filled -= end;
            if size == 0 {
                return Ok(());
            }
        }
    }
}
