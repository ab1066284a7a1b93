/** The frame of every e-mail of the demo: plain enough for old mail programs, readable on a phone. */
const FRAME = `<!doctype html>
<html lang="en">
<body style="margin:0;background:#f4f4f2;font:16px/1.5 system-ui,sans-serif;color:#222">
<div style="max-width:34rem;margin:0 auto;padding:2rem 1.25rem">
<p style="font-weight:600;letter-spacing:.02em">Bell &amp; Book</p>
<div style="background:#fff;border-radius:12px;padding:1.5rem"><%@ body %></div>
<%@ partial demo-footer %>
</div>
</body>
</html>`;

const FOOTER = `<p style="color:#666;font-size:14px">Bell &amp; Book, a shop that does not exist.
This mail was sent by Carillon to its own sandbox.</p>`;

/** Layouts and partials, by name. */
export const PARTIALS: Readonly<Record<string, string>> = {
  'demo-frame': FRAME,
  'demo-footer': FOOTER,
};

const ORDER_HTML = `<h1 style="font-size:1.25rem">Your order <%= it.order.id %> is on its way</h1>
<p>Hello <%= it.name %>, we have packed:</p>
<ul><% for (const item of it.order.items) { %><li><%= item %></li><% } %></ul>
<p><a href="<%= it.order.url %>">Where is it now?</a></p>`;
const ORDER_HTML_DE = `<h1 style="font-size:1.25rem">Ihre Bestellung <%= it.order.id %> ist unterwegs</h1>
<p>Guten Tag <%= it.name %>, wir haben eingepackt:</p>
<ul><% for (const item of it.order.items) { %><li><%= item %></li><% } %></ul>
<p><a href="<%= it.order.url %>">Wo ist sie jetzt?</a></p>`;
const COMMENTS_HTML = `<h1 style="font-size:1.25rem">What was said about your reviews</h1>
<ul><% for (const item of it.items) { %><li><b><%= item.author %></b>: <%= item.text %></li><% } %></ul>`;

/** Templates as `POST /templates` takes them. */
export const TEMPLATES = [
  {
    key: 'demo-order-shipped',
    layout: 'demo-frame',
    channels: {
      email: { subject: 'Order <%= it.order.id %> is on its way', html: ORDER_HTML },
      sms: { text: 'Bell & Book: order <%= it.order.id %> is on its way. <%= it.order.url %>' },
      push: { title: 'On its way', body: 'Order <%= it.order.id %> has left our house.' },
      in_app: {
        title: 'Order <%= it.order.id %>',
        body: 'It is on its way to you.',
        url: '<%= it.order.url %>',
      },
    },
    locales: {
      de: {
        email: { subject: 'Bestellung <%= it.order.id %> ist unterwegs', html: ORDER_HTML_DE },
        sms: {
          text: 'Bell & Book: Bestellung <%= it.order.id %> ist unterwegs. <%= it.order.url %>',
        },
        push: {
          title: 'Unterwegs',
          body: 'Bestellung <%= it.order.id %> hat unser Haus verlassen.',
        },
      },
    },
  },
  {
    key: 'demo-login-code',
    channels: {
      sms: { text: '<%= it.code %> is your code at Bell & Book. It is good for ten minutes.' },
    },
  },
  {
    key: 'demo-comments',
    layout: 'demo-frame',
    channels: { email: { subject: 'New comments on your reviews', html: COMMENTS_HTML } },
  },
] as const;
