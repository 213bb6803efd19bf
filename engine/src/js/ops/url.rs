//! `internalBinding('url')`: the URL standard's parser. <https://nodejs.org/api/url.html>

use super::super::convert;
use super::{Op, ops};
use url::{Url, quirks};

pub(super) const OPS: &[Op] = ops! {
    parse => parse,
    canParse => can_parse,
    update => update,
    domainToASCII => domain_to_ascii,
    domainToUnicode => domain_to_unicode,
};

fn parse_with_base(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments) -> Option<Url> {
    let text = convert::text(scope, args.get(0));
    if args.get(1).is_undefined() {
        return Url::parse(&text).ok();
    }
    let base = Url::parse(&convert::text(scope, args.get(1))).ok()?;
    base.join(&text).ok()
}

fn parts<'s>(scope: &v8::PinScope<'s, '_>, url: &Url) -> v8::Local<'s, v8::Value> {
    let parts = [
        quirks::href(url),
        quirks::protocol(url),
        quirks::username(url),
        quirks::password(url),
        quirks::host(url),
        quirks::hostname(url),
        quirks::port(url),
        quirks::pathname(url),
        quirks::search(url),
        quirks::hash(url),
    ];
    convert::strings(scope, parts).into()
}

/// `parse(href, base)`: `[href, protocol, username, password, host, hostname, port, pathname, search, hash]` or null.
fn parse(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    match parse_with_base(scope, &args) {
        Some(url) => rv.set(parts(scope, &url)),
        None => rv.set_null(),
    }
}

/// `canParse(href, base)`.
fn can_parse(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_bool(parse_with_base(scope, &args).is_some());
}

/// `update(href, field, value)`: the parts after setting one of them; null when the value is not accepted.
fn update(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Ok(mut url) = Url::parse(&convert::text(scope, args.get(0))) else { return rv.set_null() };
    let value = convert::text(scope, args.get(2));
    let accepted = match convert::text(scope, args.get(1)).as_str() {
        "href" => quirks::set_href(&mut url, &value).is_ok(),
        "protocol" => quirks::set_protocol(&mut url, &value).is_ok(),
        "username" => quirks::set_username(&mut url, &value).is_ok(),
        "password" => quirks::set_password(&mut url, &value).is_ok(),
        "host" => quirks::set_host(&mut url, &value).is_ok(),
        "hostname" => quirks::set_hostname(&mut url, &value).is_ok(),
        "port" => quirks::set_port(&mut url, &value).is_ok(),
        "pathname" => {
            quirks::set_pathname(&mut url, &value);
            true
        }
        "search" => {
            quirks::set_search(&mut url, &value);
            true
        }
        "hash" => {
            quirks::set_hash(&mut url, &value);
            true
        }
        other => panic!("[simulator bug] a URL has no part {other}"),
    };
    if accepted { rv.set(parts(scope, &url)) } else { rv.set_null() }
}

/// `domainToASCII(domain)`: empty when it is invalid.
fn domain_to_ascii(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let domain = quirks::domain_to_ascii(&convert::text(scope, args.get(0)));
    rv.set(convert::string(scope, &domain).into());
}

/// `domainToUnicode(domain)`: empty when it is invalid.
fn domain_to_unicode(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let domain = quirks::domain_to_unicode(&convert::text(scope, args.get(0)));
    rv.set(convert::string(scope, &domain).into());
}
