//! Connections without TLS, over which the kernel sends files by itself: pieces of films are not
//! copied ([ADR 0064](../../../../docs/adr/0064-mapped-bytes-are-sent-as-files.md)).

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Instant,
};

use rustix::{
    fs::sendfile,
    io::Errno,
    net::{SendAncillaryBuffer, SendFlags, sendmsg},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, Interest, ReadBuf},
    net::TcpStream,
};
use usher_blob::{Origin, Pace, origin_of};

/// Fewer bytes of a file than this are copied: another call would cost more.
const WORTH_A_CALL: usize = 16 << 10;

/// A connection that looks at where the bytes lie that it is to send, and how fast they go.
pub(super) struct Plain {
    stream: TcpStream,
    pace: Pace,
    sending: Option<Sending>,
}

/// A piece of a file that is on its way.
struct Sending {
    /// The address behind its last byte.
    end: usize,
    length: u64,
    began: Instant,
}

impl Plain {
    /// Tells `pace` what the connection carries.
    pub(super) fn new(stream: TcpStream, pace: Pace) -> Self {
        Self {
            stream,
            pace,
            sending: None,
        }
    }

    /// Sends `piece` out of its file.
    fn poll_file(
        &mut self,
        context: &mut Context<'_>,
        origin: &Origin,
        piece: &IoSlice<'_>,
    ) -> Poll<io::Result<usize>> {
        let end = end_of(piece);
        if self.sending.as_ref().is_none_or(|one| one.end != end) {
            self.sending = Some(Sending::begun(end, piece.len() as u64));
        }
        let sent = ready!(self.poll_sending(context, |stream| send_file(stream, origin, piece)))?;
        if sent == piece.len()
            && let Some(Sending { length, began, .. }) = self.sending.take()
        {
            self.pace.carried(length, began.elapsed());
        }
        Poll::Ready(Ok(sent))
    }

    /// Tries `send` until it did not have to wait.
    fn poll_sending(
        &self,
        context: &mut Context<'_>,
        mut send: impl FnMut(&TcpStream) -> Result<usize, Errno>,
    ) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.stream.poll_write_ready(context))?;
            let sent = self.stream.try_io(Interest::WRITABLE, || {
                send(&self.stream).map_err(Into::into)
            });
            match sent.as_ref().map_err(io::Error::kind) {
                Err(io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => {}
                _ => return Poll::Ready(sent),
            }
        }
    }
}

impl Sending {
    #[allow(
        clippy::disallowed_methods,
        reason = "measures a connection; no rule sees it"
    )]
    fn begun(end: usize, length: u64) -> Self {
        Self {
            end,
            length,
            began: Instant::now(),
        }
    }
}

impl AsyncRead for Plain {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(context, into)
    }
}

impl AsyncWrite for Plain {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_write_vectored(context, &[IoSlice::new(bytes)])
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let plain = self.get_mut();
        match next(pieces, plain.sending.as_ref().map(|one| one.end)) {
            Next::Bytes => Pin::new(&mut plain.stream).poll_write_vectored(context, pieces),
            Next::Head(head) => {
                let more = SendFlags::MORE | SendFlags::NOSIGNAL;
                plain.poll_sending(context, |stream| send(stream, head, more))
            }
            Next::File(origin, piece) => plain.poll_file(context, &origin, piece),
        }
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

/// What is to be sent next.
#[derive(Debug)]
pub(super) enum Next<'a, 'bytes> {
    /// All of it, as it is.
    Bytes,
    /// What comes before a piece of a file, and leaves with it.
    Head(&'a [IoSlice<'bytes>]),
    /// A piece of a file.
    File(Origin, &'a IoSlice<'bytes>),
}

/// A piece that was `begun` (the address behind its last byte) is sent as a file to its end.
pub(super) fn next<'a, 'bytes>(
    pieces: &'a [IoSlice<'bytes>],
    begun: Option<usize>,
) -> Next<'a, 'bytes> {
    let file = pieces.iter().enumerate().find_map(|(at, piece)| {
        let is_worth_it = piece.len() >= WORTH_A_CALL || begun == Some(end_of(piece));
        let origin = is_worth_it.then(|| origin_of(piece))?;
        Some((at, origin?))
    });
    match file {
        None => Next::Bytes,
        Some((0, origin)) => Next::File(origin, &pieces[0]),
        Some((at, _)) => Next::Head(&pieces[..at]),
    }
}

/// The address behind the last byte.
fn end_of(piece: &[u8]) -> usize {
    piece.as_ptr_range().end as usize
}

/// Sends `piece` out of its file; where the file system cannot do that, from memory.
fn send_file(stream: &TcpStream, origin: &Origin, piece: &IoSlice<'_>) -> Result<usize, Errno> {
    let mut offset = origin.offset;
    match sendfile(stream, &*origin.file, Some(&mut offset), piece.len()) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            send(stream, &[*piece], SendFlags::NOSIGNAL)
        }
        sent => sent,
    }
}

fn send(stream: &TcpStream, pieces: &[IoSlice<'_>], flags: SendFlags) -> Result<usize, Errno> {
    sendmsg(stream, pieces, &mut SendAncillaryBuffer::default(), flags)
}
