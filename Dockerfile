# syntax=docker/dockerfile:1
# One image for every process; the command says which. There is no build step: Node 24 strips the types.
#   api      node apps/api/src/main.ts        (the default)
#   worker   node apps/worker/src/main.ts
#   sandbox  node apps/sandbox/src/main.ts
#   migrate  node apps/standalone/src/migrate.ts up

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY apps apps
COPY packages packages
# Without optional packages: they are Node itself and the embedded PostgreSQL of standalone.
# The cache keeps what was downloaded, so that a change of code costs no second download.
RUN --mount=type=cache,target=/store \
    npx -y "$(node -p 'require("./package.json").packageManager')" \
    install --frozen-lockfile --prod --no-optional --store-dir=/store

FROM node:24-slim
ENV NODE_ENV=production \
    NODE_OPTIONS=--disable-warning=ExperimentalWarning
WORKDIR /app
COPY --from=dependencies --chown=root:root /app ./
RUN install -d -o node -g node /data
USER node
EXPOSE 3000
# For the api; docker-compose.yml has one of its own for each other process.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.API_PORT ?? 3000}/health`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/src/main.ts"]
