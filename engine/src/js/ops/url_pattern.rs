//! `internalBinding('url_pattern')`: patterns of URLs, parsed by the URL Pattern standard. What they match is left to V8's
//! own regular expressions. <https://urlpattern.spec.whatwg.org>

use super::super::convert;
use super::{Op, ops};
use urlpattern::quirks::{self, EcmaRegexp, StringOrInit, UrlPatternComponent, UrlPatternInit};
use urlpattern::regexp::RegExp;
use urlpattern::{RegexSyntax, UrlPatternOptions};

pub(super) const OPS: &[Op] = ops! {
    parse => parse,
    matchInput => match_input,
};

/// A regular expression that V8 will compile: it is taken as it is. Only whether a protocol is a special one is asked here.
struct ForV8 {
    pattern: String,
    flags: String,
}

impl RegExp for ForV8 {
    fn syntax() -> RegexSyntax {
        EcmaRegexp::syntax()
    }

    fn parse(pattern: &str, flags: &str, _force_eval: bool) -> Result<Self, ()> {
        Ok(Self { pattern: pattern.to_owned(), flags: flags.to_owned() })
    }

    fn matches<'a>(&self, text: &'a str) -> Option<Vec<Option<&'a str>>> {
        EcmaRegexp::parse(&self.pattern, &self.flags, false).ok()?.matches(text)
    }

    fn pattern_string(&self) -> &str {
        &self.pattern
    }
}

/// A string, or an array of the members of an init in the order of its standard, each a string or undefined.
fn input<'a>(scope: &mut v8::PinScope, value: v8::Local<v8::Value>) -> StringOrInit<'a> {
    let Ok(members) = value.try_cast::<v8::Array>() else {
        return StringOrInit::String(convert::text(scope, value).into());
    };
    let member = |index: u32| {
        let value = members.get_index(scope, index).filter(|value| !value.is_undefined())?;
        Some(convert::text(scope, value))
    };
    StringOrInit::Init(UrlPatternInit {
        protocol: member(0),
        username: member(1),
        password: member(2),
        hostname: member(3),
        port: member(4),
        pathname: member(5),
        search: member(6),
        hash: member(7),
        base_url: member(8),
    })
}

fn base(scope: &v8::PinScope, value: v8::Local<v8::Value>) -> Option<String> {
    (!value.is_undefined()).then(|| convert::text(scope, value))
}

/// `parse(input, base, ignoreCase)`: of each component its pattern, its regular expression and the names of its groups with
/// commas between; at the end whether there are groups of the program's own. Null for what is no pattern.
fn parse(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let base = base(scope, args.get(1));
    let input = input(scope, args.get(0));
    let options = UrlPatternOptions { ignore_case: args.get(2).is_true(), regex_syntax: RegexSyntax::EcmaScript };
    let parsed = quirks::process_construct_pattern_input(input, base.as_deref())
        .and_then(|init| quirks::parse_pattern::<ForV8>(init, options));
    let Ok(pattern) = parsed else { return rv.set_null() };
    let components: [UrlPatternComponent; 8] = [
        pattern.protocol,
        pattern.username,
        pattern.password,
        pattern.hostname,
        pattern.port,
        pattern.pathname,
        pattern.search,
        pattern.hash,
    ];
    let parts = components
        .into_iter()
        .flat_map(|component| [component.pattern_string, component.regexp_string, component.group_name_list.join(",")]);
    let parts: Vec<String> = parts.chain([pattern.has_regexp_groups.to_string()]).collect();
    rv.set(convert::strings(scope, parts.iter().map(String::as_str)).into());
}

/// `matchInput(input, base)`: the eight components to be matched; null when nothing can match, undefined when a base is given
/// beside an init.
fn match_input(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let base = base(scope, args.get(1));
    let input = input(scope, args.get(0));
    let Ok(processed) = quirks::process_match_input(input, base.as_deref()) else { return rv.set_undefined() };
    let Some(parts) = processed.and_then(|(input, _)| quirks::parse_match_input(input)) else { return rv.set_null() };
    let parts = [
        parts.protocol,
        parts.username,
        parts.password,
        parts.hostname,
        parts.port,
        parts.pathname,
        parts.search,
        parts.hash,
    ];
    rv.set(convert::strings(scope, parts.iter().map(String::as_str)).into());
}
