// No validator: it would send the description to somebody else's server.
window.ui = SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#ui',
  deepLinking: true,
  validatorUrl: null,
  docExpansion: 'none',
  persistAuthorization: false,
  presets: [SwaggerUIBundle.presets.apis],
});
