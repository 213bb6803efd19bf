// A long wait with something at its end.
setTimeout(() => console.log('an hour later'), 3_600_000);
