//! Any text as somebody may type it: names and dates.

#![no_main]

libfuzzer_sys::fuzz_target!(|typed: &str| careermap_fuzz::type_in(typed));
