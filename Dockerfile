# Directus with the bundle in it. Build: docker build -t bebetter .
# The bundle is built by the same Node line that Directus 12 runs on; nothing of this stage reaches the image.
FROM node:22-bookworm-slim AS bundle
WORKDIR /bundle
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json LICENSE README.md ./
COPY domain domain
COPY platform platform
COPY schema schema
COPY extensions extensions
# The SDK reports some errors and still ends with 0, so the outputs are looked at.
RUN npx directus-extension build && test -s dist/api.js && test -s dist/app.js && npx directus-extension validate

FROM directus/directus:12.4.0
COPY --from=bundle --chown=node:node /bundle/package.json /bundle/LICENSE /bundle/README.md \
	/directus/extensions/directus-extension-bebetter/
COPY --from=bundle --chown=node:node /bundle/dist /directus/extensions/directus-extension-bebetter/dist

# A bundle that cannot be loaded must stop the start, wherever the image runs.
ENV EXTENSIONS_MUST_LOAD=true

# `bootstrap` makes or migrates Directus's own tables; the bundle brings its own when Directus starts. `exec` lets
# SIGTERM reach Directus itself: without a process manager in between, requests are finished before it ends.
CMD ["sh", "-c", "node cli.js bootstrap && exec node cli.js start"]
