// Rejections that allSettled looks at.
Promise.allSettled([Promise.resolve(1), Promise.reject(new Error('two'))])
  .then((results) => console.log(results.map((result) => result.status).join()));
