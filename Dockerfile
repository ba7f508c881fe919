FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src src
RUN dotnet publish src/InclusionNumerique.Web -c Release -o /app -v q

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# Logs only: the data are in PostgreSQL.
RUN install -d -o $APP_UID /data
ENV PORT=8080 INCLUSION_DATA=/data INCLUSION_DEMO=0
USER $APP_UID
EXPOSE 8080
# The image has no curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "InclusionNumerique.Web.dll"]
