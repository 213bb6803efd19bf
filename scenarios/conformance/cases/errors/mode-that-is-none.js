// node: >=18
// args: --unhandled-rejections=maybe
console.log('never runs');
