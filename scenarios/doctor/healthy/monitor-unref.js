// An unref'd monitor that has had its say several times.
setInterval(() => console.log('still here'), 10).unref();
setTimeout(() => console.log('done'), 55);
