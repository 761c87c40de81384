//! Gives the program a fingerprint of its own code and of the versions of its libraries: documents of an earlier run
//! are only kept if the same code made them.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    collect(Path::new("src"), &mut files)?;
    files.sort();
    let mut code = Fnv::new();
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
        // Line ends differ between checkouts of the same code.
        let text = fs::read_to_string(&file)?.replace('\r', "");
        code.add(text.as_bytes());
    }
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rustc-env=CAREERMAP_CODE={:016x}", code.0);
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// FNV-1a with 64 bits: the same on every machine and with every compiler.
struct Fnv(u64);

impl Fnv {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
