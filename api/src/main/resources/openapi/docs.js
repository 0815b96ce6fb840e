// No validator: it would send the description to somebody else's server.
window.ui = SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#ui',
  deepLinking: true,
  validatorUrl: null,
  docExpansion: 'none',
  // A schema is read where an operation uses it: all of them at once take seconds.
  defaultModelsExpandDepth: 0,
  persistAuthorization: false,
  presets: [SwaggerUIBundle.presets.apis],
});
