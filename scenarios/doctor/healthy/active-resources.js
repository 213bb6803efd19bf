// The note's look at active resources.
setTimeout(() => console.log(process.getActiveResourcesInfo().length), 1000);
