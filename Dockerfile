# For Hugging Face Spaces (sdk: docker) and any Docker host: docker build -t compuertas . && docker run -p 7860:7860 compuertas
# Races and large files run in a process of their own in the same container, up to 2 GiB; with
# `docker run -e COMPUERTAS_SCHEDULER=tcp://…` they run on a Dask cluster instead.
FROM python:3.11-slim-bookworm

RUN useradd --create-home --home-dir /visitor --uid 1000 visitor
WORKDIR /visitor/app

ENV HOME=/visitor \
    HF_HOME=/visitor/.cache/huggingface \
    OMP_NUM_THREADS=1 \
    PYTHONUNBUFFERED=1

# PyTorch's index has the wheels without CUDA; in a layer of its own, since it is the largest and changes least.
COPY requirements.txt .
RUN pip install --no-cache-dir --no-deps --index-url https://download.pytorch.org/whl/cpu "$(grep '^torch==' requirements.txt)" \
    && pip install --no-cache-dir -r requirements.txt

# The weights come along: the app needs no network once it is built.
COPY --chown=visitor . .
RUN mkdir -p "$HF_HOME" && chown -R visitor /visitor/.cache
USER visitor

EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:7860/_stcore/health', timeout=4)"]

# A Space shows the app in a frame from another site, where uploads need the cookie SameSite=None. Browsers take that
# one over HTTPS only, so that a plain host keeps the default.
CMD ["sh", "-c", "exec streamlit run app.py --server.address=0.0.0.0 --server.port=7860 --server.xsrfCookieSameSite=$([ -n \"$SPACE_ID\" ] && echo none || echo lax)"]
