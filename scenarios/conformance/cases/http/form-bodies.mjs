// node: >=24
// Bodies read as forms: what is accepted, and what the error says of the rest.
const part = '--a\r\nContent-Disposition: form-data; name=';
const bodies = {
  good: `${part}"q"\r\n\r\nv\r\n--a--\r\n`, bare: `${part}q\r\n\r\nv\r\n--a--`, preamble: `junk\r\n${part}"q"\r\n\r\nv\r\n--a--`, file: `${part}"f"; filename="n.txt"\r\nContent-Type: text/x\r\n\r\nv\r\n--a--`,
  empty: '', text: 'x', 'no end': `${part}"q"\r\n\r\nv`, 'no name': '--a\r\nContent-Disposition: form-data\r\n\r\nv\r\n--a--', 'no disposition': '--a\r\nFoo: bar\r\n\r\nv\r\n--a--',
  attachment: '--a\r\nContent-Disposition: attachment; name="q"\r\n\r\nv\r\n--a--', 'no line': '--aXX',
};
for (const type of ['multipart/form-data; boundary=a', 'multipart/form-data']) {
  for (const [name, body] of Object.entries(bodies)) {
    const response = new Response(body, { headers: { 'content-type': type } });
    const [form, error] = await response.formData().then((data) => [data], (e) => [null, e]);
    console.log(name, form ? [...form].map(([key, value]) => [key, value.name ?? value]) : `${error.name}: ${error.message} ${error.cause?.message}`);
  }
}
