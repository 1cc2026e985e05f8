# The bot as an image: docker build -t chatops-incident .
FROM node:20-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# The page's libraries come from npm while building.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s /usr/local/lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
RUN dotnet publish src/Bot -c Release -o /app -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The embedded store lives in /data; mount a volume there, or set Storage__Provider=AzureTables.
RUN mkdir /data && chown $APP_UID /data
ENV ASPNETCORE_HTTP_PORTS=8080 \
    Storage__ConnectionString="Data Source=/data/incidents.db" \
    Logging__Console__Shape=json
EXPOSE 8080
USER $APP_UID
ENTRYPOINT ["dotnet", "ChatOpsIncident.Bot.dll"]
