//! A real Chromium, controlled over `WebDriver`: as much of HTTP and of the protocol as the tests need.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// A browser with one window. It closes when the value is dropped.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    /// The path of the session, empty before there is one.
    session: String,
}

impl Browser {
    /// Starts Chromium and its driver, both of which have to be installed.
    pub(crate) fn start() -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed");
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines
            .map_while(Result::ok)
            .find_map(|line| {
                let (_, port) = line.split_once("successfully on port ")?;
                port.trim_end_matches('.').parse().ok()
            })
            .expect("chromedriver says on which port it listens");
        let mut browser = Self {
            driver,
            port,
            session: String::new(),
        };
        // The sandbox does not work for the administrator, the user of containers; the pages are our own.
        let chromium = json!({
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"],
        });
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            // Looking at a page of a thousand people takes a busy machine more than the usual half a minute.
            "timeouts": {"script": 300_000},
            "goog:chromeOptions": chromium,
            "goog:loggingPrefs": {"browser": "ALL"},
        }}});
        // The first start after the installation can take longer than the driver waits.
        let session = (0..3)
            .find_map(|_| {
                let answer = browser.exchange("POST", "/session", &wanted.to_string());
                let mut answer: Value = serde_json::from_slice(&answer.ok()?).ok()?;
                let value = answer["value"].take();
                value["error"].is_null().then_some(value)
            })
            .expect("Chromium starts");
        browser.session = format!("/session/{}", session["sessionId"].as_str().unwrap());
        browser
    }

    /// Opens a file.
    pub(crate) fn open(&self, file: &Path) {
        self.post(
            "/url",
            &json!({"url": format!("file://{}", file.display())}),
        );
    }

    /// Runs a script in the page and returns its result.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({"script": script, "args": []}))
    }

    /// Runs a script and returns what it passes to the function `done`.
    pub(crate) fn wait_for(&self, script: &str) -> Value {
        let script = format!("const done = arguments[0];{script}");
        self.post("/execute/async", &json!({"script": script, "args": []}))
    }

    /// A command of the browser's own protocol.
    pub(crate) fn command(&self, name: &str, parameters: &Value) -> Value {
        self.post(
            "/goog/cdp/execute",
            &json!({"cmd": name, "params": parameters}),
        )
    }

    /// The errors that the page and the browser logged since the last call.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let entries = self.post("/se/log", &json!({"type": "browser"}));
        let entries = entries.as_array().unwrap().iter();
        entries
            .map(|entry| entry["message"].as_str().unwrap().to_owned())
            .collect()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.send("POST", &format!("{}{path}", self.session), body)
    }

    /// Sends a command and returns its value; fails the test where there is an error.
    fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.exchange(method, path, &body.to_string()).unwrap();
        let mut answer: Value = serde_json::from_slice(&answer).unwrap();
        let value = answer["value"].take();
        assert!(value["error"].is_null(), "{path}: {value}");
        value
    }

    /// Sends a request and returns what the answer holds.
    fn exchange(&self, method: &str, path: &str, body: &str) -> io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        // A page that hangs fails the test.
        stream.set_read_timeout(Some(Duration::from_mins(5)))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )?;
        let mut answer = BufReader::new(stream);
        let mut length = 0;
        // The driver leaves the connection open, so only the header says how long the body is.
        loop {
            let mut line = String::new();
            answer.read_line(&mut line)?;
            if line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap_or_default();
            }
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body)?;
        Ok(body)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser first, since it would continue without its driver.
        if !self.session.is_empty() {
            let _ = self.exchange("DELETE", &self.session, "");
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
