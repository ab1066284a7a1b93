/** The e-mail that both sides render, as its author wrote it, and its data. */
export const ORDER_MAIL = {
  subject: 'Order <%= it.orderId %> has shipped, <%= it.customer.name %>',
  html: `<!doctype html>
<html><body>
<h1>Thank you, <%= it.customer.name %>!</h1>
<% if (it.express) { %>
<p>Your order <%= it.orderId %> is on its way <strong>by express</strong>.</p>
<% } else { %>
<p>Your order <%= it.orderId %> is on its way.</p>
<% } %>
<table>
<% for (const line of it.lines) { %>
<tr><td><%= line.name %></td><td><%= line.quantity %></td><td><%= line.price.toFixed(2) %> €</td></tr>
<% } %>
</table>
<p>To: <%= it.address.street %>, <%= it.address.city %></p>
</body></html>
`,
  text: `Thank you, <%= it.customer.name %>!
Your order <%= it.orderId %> is on its way<%= it.express ? ' by express' : '' %>.
<% for (const line of it.lines) { %>
- <%= line.quantity %> x <%= line.name %>, <%= line.price.toFixed(2) %> €
<% } %>
To: <%= it.address.street %>, <%= it.address.city %>
`,
} as const;

export const ORDER_DATA = {
  orderId: '2026-000042',
  express: true,
  customer: { name: 'Ada Lovelace' },
  address: { street: '12 St James’s Square', city: 'London' },
  lines: [
    { name: 'Notes on the Analytical Engine', quantity: 1, price: 24 },
    { name: 'Punch cards, pack of 500', quantity: 3, price: 12.5 },
    { name: 'Brass & steel gears', quantity: 12, price: 3.75 },
  ],
};
