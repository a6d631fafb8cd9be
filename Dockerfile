# The portal as a container image:
#   docker build -t datenkreis .
#   docker run -p 8080:8080 -v ./config:/config:ro -v datenkreis:/data datenkreis
# /config/portal.toml has `listen = "0.0.0.0:8080"` and `data_dir = "/data"`. The image runs without
# root, with a read-only root file system and without capabilities.

FROM node:20-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web .
RUN npm run build

FROM rust:1.95-bookworm AS program
RUN apt-get update && apt-get install -y --no-install-recommends libclang-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
COPY --from=web /src/web/dist web/dist
RUN cargo build --profile dist --locked -p datenkreis-portal

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libstdc++6 \
    && rm -rf /var/lib/apt/lists/* && install -d -o 65532 -g 65532 /data
COPY --from=program /src/target/dist/datenkreis /usr/local/bin/datenkreis
COPY LICENCE /usr/share/doc/datenkreis/LICENCE
USER 65532:65532
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["datenkreis"]
CMD ["serve", "--config", "/config/portal.toml"]
