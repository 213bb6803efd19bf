// nodes: 18 20 26
let balance = 100;

async function pay(name, price) {
  console.log(`${name}: sees ${balance}`);
  const before = balance;
  await null;
  balance = before - price;
  console.log(`${name}: leaves ${balance}`);
}

pay('rent', 70);
pay('food', 20);
console.log('script ends');
