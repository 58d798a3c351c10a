//! Messages on the standard input and output: a head with the length, then JSON. What is no message is answered with an error,
//! and the next is read.

use std::io::{self, BufRead, Read as _, Write};
use std::thread::{self, JoinHandle};

use lsp_server::{Connection, ErrorCode, Message};

/// Longer messages are not read: no document comes near it.
const LIMIT: usize = 64 * 1024 * 1024;

/// The threads that read and write.
pub struct Threads {
    reader: JoinHandle<io::Result<()>>,
    writer: JoinHandle<io::Result<()>>,
}

impl Threads {
    /// Waits until everything is written. Reading goes on only where the editor has not closed its end: that is not waited for.
    ///
    /// # Errors
    /// When the input could not be read or the output could not be written.
    pub fn join(self) -> io::Result<()> {
        let done = |thread: JoinHandle<io::Result<()>>| {
            thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread failed")))
        };
        done(self.writer)?;
        if self.reader.is_finished() { done(self.reader) } else { Ok(()) }
    }
}

/// A connection over the standard input and output.
pub fn stdio() -> (Connection, Threads) {
    let (server, editor) = Connection::memory();
    let Connection { sender, receiver } = editor;
    let replies = server.sender.clone();
    let reader = thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Some(body) = body(&mut input)? {
            match serde_json::from_slice::<Message>(&body) {
                Ok(message) => {
                    let ends = matches!(&message, Message::Notification(note) if note.method == "exit");
                    if sender.send(message).is_err() || ends {
                        break;
                    }
                }
                // What it is an answer to cannot be known, so the reply goes out as it is.
                Err(error) => drop(replies.send(refusal(&body, &error))),
            }
        }
        Ok(())
    });
    let writer = thread::spawn(move || {
        let mut output = io::stdout().lock();
        for message in receiver {
            write(&mut output, &message)?;
        }
        Ok(())
    });
    (server, Threads { reader, writer })
}

/// The reply to something that is no message: to its id, if it has one that can be read.
fn refusal(body: &[u8], error: &serde_json::Error) -> Message {
    let value: Option<serde_json::Value> = serde_json::from_slice(body).ok();
    let code = if value.is_some() { ErrorCode::InvalidRequest } else { ErrorCode::ParseError };
    let id = value.as_ref().and_then(|value| value.get("id"));
    let id = id.and_then(|id| serde_json::from_value(id.clone()).ok());
    let id = id.unwrap_or_else(|| lsp_server::RequestId::from(String::new()));
    lsp_server::Response::new_err(id, code as i32, error.to_string()).into()
}

/// The next body; none at the end of the input.
fn body(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(8 * 1024).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            // Empty lines between messages are passed over.
            match length {
                Some(length) => return read(input, length).map(Some),
                None => continue,
            }
        }
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<usize>().ok();
        }
    }
}

fn read(input: &mut impl BufRead, length: usize) -> io::Result<Vec<u8>> {
    if length > LIMIT {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("a message of {length} bytes")));
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body)?;
    Ok(body)
}

fn write(output: &mut impl Write, message: &Message) -> io::Result<()> {
    let mut value = serde_json::to_value(message)?;
    if let serde_json::Value::Object(object) = &mut value {
        object.insert("jsonrpc".to_owned(), "2.0".into());
        // An id that could not be read is null.
        if object.get("id").and_then(serde_json::Value::as_str) == Some("") {
            object.insert("id".to_owned(), serde_json::Value::Null);
        }
    }
    let body = value.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_read_whatever_stands_between_them() {
        let text = "Content-Length: 2\r\n\r\n{}\r\ncontent-length:3\nContent-Type: x\n\n[1]junk\r\n";
        let mut input = text.as_bytes();
        assert_eq!(body(&mut input).unwrap().unwrap(), b"{}");
        assert_eq!(body(&mut input).unwrap().unwrap(), b"[1]");
        assert!(body(&mut input).unwrap().is_none());
        assert!(body(&mut "Content-Length: 99999999999\r\n\r\n".as_bytes()).is_err());
        assert!(body(&mut "Content-Length: 9\r\n\r\n{}".as_bytes()).is_err());
    }
}
