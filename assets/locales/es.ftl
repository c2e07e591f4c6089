# Shell
shell-language = Idioma
home-nav = Compuertas
sentiment-nav = Reseñas
microscope-nav = Microscopio

# Landing page
home-title = Compuertas
home-lead = Aquí se ve leer a una red recurrente, palabra por palabra, hasta que una la hace cambiar de idea.
home-look-for = { $networks ->
    [one] Una red lee una frase. ¿En qué palabra cambia de idea?
    [3] Tres redes leen la misma frase: ¿en qué palabra cambia de idea cada una, y es la misma?
   *[other] { $networks } redes leen la misma frase: ¿en qué palabra cambia de idea cada una, y es la misma?
}
home-try = Hacer la prueba
home-ways = Por dónde entrar
home-way-review = Escribir una reseña
home-way-review-text = En castellano o en inglés. Se ve el veredicto, con qué seguridad, en qué palabra se decidió y si una RNN, una GRU y una LSTM coinciden.
home-way-microscope = Mirar dentro de la celda
home-way-microscope-text = Compuerta por compuerta, con los números puestos: qué guarda una unidad, qué escribe, qué pasa si se la fuerza.
home-way-recall = Probar la memoria
home-way-recall-text = «Vivo en Argentina … hablar ___»: cinco celdas, la distancia que se elija, y en cuál se pierde el país.
home-way-gradients = Seguir el error hacia atrás
home-way-gradients-text = Cuánto del gradiente llega a cada palabra, por qué se desvanece o explota, y qué cambia una compuerta.
home-way-cells = Comparar las cinco celdas
home-way-cells-text = De la Elman a la LSTM temporal: ecuaciones, costos y un laboratorio donde cada compuerta se mueve a mano.
home-way-text = Ver qué entra en la red
home-way-text-text = De palabras a números: cortar, numerar, rellenar con ceros, y lo que esos ceros le hacen a cada red.
home-way-embeddings = Preguntar a los vectores
home-way-embeddings-text = Quién anda con quién según miles de reseñas, en un mapa, con sus sesgos medidos; y si empezar por ahí ayuda a una LSTM.
home-way-models = Ver qué saben los modelos
home-way-models-text = Cuánto aciertan, si sus probabilidades dicen la verdad, dos mil preguntas con trampa y cada error a la vista.
home-way-file = Leer un archivo de reseñas
home-way-file-text = Un CSV o un Parquet con miles de reseñas: veredicto para cada una, distribución y descarga.

# Sentiment page
sentiment-title = ¿En qué palabra se decide una reseña?
sentiment-lead = Cada palabra mueve el veredicto de la red. Se ve en una reseña propia, en un ejemplo o en un archivo.
sentiment-view = Qué leer
sentiment-view-review = Una reseña
sentiment-view-file = Un archivo
sentiment-examples = Ejemplos
sentiment-text = La reseña (Ctrl+Enter la lee)
sentiment-placeholder = Por ejemplo: No esperaba nada, y sin embargo…
sentiment-cell = Celda
sentiment-tongue = Idioma del texto
sentiment-tongue-auto = Automático ({ $language })
sentiment-model = Quién lee
sentiment-model-cells = Tres celdas, a la par
sentiment-model-help = Tres celdas del mismo tamaño leen a la par. Los demás modelos conocen una sola tarea y leen a solas: críticas de cine, o prendas de ropa: si alguien las recomienda, o con cuántas estrellas.
sentiment-model-foreign = { $model } aprendió solo de textos en { $language }, y este parece estar en otro idioma: su veredicto dice poco.
sentiment-read = Leer
sentiment-reading = Leyendo…
sentiment-waiting = Todavía no hay nada que leer. Un ejemplo de la fila de arriba alcanza para empezar.
language-es = castellano
language-en = inglés

verdict-neg = Negativa
verdict-neu = Neutra
verdict-pos = Positiva
verdict-percent = { $percent }{ "\u00A0" }%
verdict-sureness = { $model } le da { $percent }{ "\u00A0" }%: { $level ->
    [high] no duda
    [medium] se inclina, con reservas
   *[low] apenas se decide; le sigue { $second }, con { $second_percent }{ "\u00A0" }%
}.
verdict-unsure = insegura
verdict-unsure-measured = Con menos de { $below }{ "\u00A0" }% no hay que creerle mucho: así de segura estuvo en { $n } textos de validación, y acertó en el { $right }{ "\u00A0" }%.
verdict-decided = Quedó decidida en «{ "\u2068" }{ $word }{ "\u2069" }», palabra { $place } de { $words }: desde allí, el veredicto ya no cambió.
verdict-decided-first = Quedó decidida en la primera palabra, «{ "\u2068" }{ $word }{ "\u2069" }»: ninguna de las siguientes cambió el veredicto.
verdict-decided-only = Es la única palabra que se leyó.
verdict-cut = Se leyeron las primeras { $read } piezas de { $total }: la red tiene ese límite. Una pieza es una palabra o parte de una.
verdict-agree = { $models ->
    [one] Solo se pudo cargar un modelo: no hay con qué comparar.
    [3] Las tres celdas coinciden.
   *[other] Las dos celdas que se pudieron cargar coinciden.
}
verdict-alone = { $model } lee a solas: ninguna red con otra celda aprendió su tarea.
verdict-disagree = No coinciden: { $opinions }.
verdict-intended = { $tone ->
    [positive] Se escribió como reseña positiva
    [negative] Se escribió como reseña negativa
    [neutral] Se escribió como reseña neutra
    [sarcastic] Se escribió con sarcasmo, para quejarse
   *[mixed] Se escribió con un elogio y una queja, sin que ninguno gane
}{ $verdict ->
    [right] : { $model } acierta.
    [wrong] : { $model } no acierta.
   *[open] .
}
verdict-opinion = { $model } dice { $label }
verdict-label-neg = negativa
verdict-label-neu = neutra
verdict-label-pos = positiva

look-for = Qué mirar
look-for-text = La palabra en que la curva cruza hacia el veredicto final (la bandera), y si todas las celdas cruzan en la misma.
look-for-text-alone = La palabra en que la curva cruza hacia el veredicto final (la bandera), y qué palabras la llevan hasta ahí o la devuelven.
refuted-by = Qué lo desmentiría
refuted-by-text = Que sin «{ "\u2068" }{ $word }{ "\u2069" }» el veredicto siguiera igual.
refuted-by-changed = La prueba, hecha: sin esa palabra, { $model } dice { $label } ({ $percent }{ "\u00A0" }%). El veredicto cambia: la palabra pesaba.
refuted-by-same = La prueba, hecha: sin esa palabra, { $model } sigue diciendo { $label } ({ $percent }{ "\u00A0" }%). El veredicto se sostiene en más que ella.
refuted-by-untested = Aquí no se puede probar: sin ella no queda nada que leer.

figures-title = ¿Cuánto se le puede creer?
figures-lead = Sobre { $n } textos de validación que ningún modelo vio al entrenar; entre paréntesis, el intervalo del 95{ "\u00A0" }%.
figures-model = Modelo
figures-accuracy = Aciertos
figures-f1 = F1 macro
figures-baseline = Bolsa de palabras (TF-IDF y regresión logística)
figures-percent = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }{ "\u00A0" }%
figures-interval = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }{ "\u00A0" }% ({ NUMBER($low, minimumFractionDigits: 1, maximumFractionDigits: 1) }–{ NUMBER($high, minimumFractionDigits: 1, maximumFractionDigits: 1) })
figures-none = Este modelo no trae medidas de validación.
figures-measured = De { $n } textos que no vio al entrenar, { $model } acierta el { $accuracy }; una bolsa de palabras, el { $bag_accuracy }. F1 macro: { $f1 } y { $bag_f1 }.
figures-look-for = Si el intervalo de una red queda por encima del de la bolsa de palabras, que no mira el orden. Donde se pisan, solo decide una comparación texto por texto: está en la página Modelos.
figures-refuted-by = Otros textos. Con estos mismos se decidió cuándo dejar de entrenar, así que las cifras de las redes son algo optimistas; la vista de archivo hace la cuenta sobre cualquier tabla con etiquetas.

share-copy = Copiar enlace
share-copied = Copiado
share-failed = Copiar a mano:
share-open = Abrir en su propia pestaña
share-too-long = El texto es demasiado largo para viajar en un enlace: el enlace lleva solo el modelo y el idioma.
download-json = Lectura (JSON)
download-csv = Lectura (CSV)

# A file of reviews
file-upload = Archivo de reseñas
file-limits = CSV, CSV comprimido (.csv.gz) o Parquet, hasta { $megabytes } MB. Se leen hasta { $rows } filas. El archivo no se guarda.
file-too-big = El archivo supera los { $megabytes } MB: partirlo en varios.
file-column = Columna con el texto
file-label = Columna con la etiqueta, si la hay
file-label-none = Ninguna
file-start = Leer { $n } reseñas
file-cut = El archivo tiene { $rows } filas; se leen las primeras { $limit }.
file-encoding = El archivo no está en UTF-8: se leyó como { $encoding }. Si los acentos se ven mal, guardarlo como UTF-8.
file-progress = { $done } de { $total } reseñas · { $seconds ->
    [0] falta menos de un segundo
    [one] falta un segundo
   *[other] faltan { $seconds } segundos
}
file-waiting = En la cola, lugar { $place }. La lectura empieza sola cuando le toque.
file-preparing = Preparando el proceso que lee…
file-broken-killed = El proceso que leía se cortó después de { $done } reseñas. Lo leído está guardado: «Seguir» retoma desde ahí.
file-broken-unreachable = El servicio que lee los archivos grandes no responde. Nada se perdió: «Seguir» vuelve a intentarlo.
file-broken-failed = La lectura falló después de { $done } reseñas por un error del programa. Lo leído está guardado.
file-resume = Seguir
file-cancel = Cancelar
file-cancelled = Cancelado: quedan los veredictos de { $done } de { $total } reseñas.
file-done = { $model } leyó { $done } reseñas en { $seconds } s ({ $rate } por segundo).
file-bar = { $n } · { $percent }{ "\u00A0" }%
file-shown = Se muestran las primeras { $shown } filas de { $total }; la descarga las tiene todas.
file-skipped = { $n ->
    [one] Una fila no tenía texto: quedó sin veredicto.
   *[other] { $n } filas no tenían texto: quedaron sin veredicto.
}
file-shortened = { $n ->
    [one] De una reseña larga se leyeron solo las primeras { $limit } piezas.
   *[other] De { $n } reseñas largas se leyeron solo las primeras { $limit } piezas.
}
file-distribution = Cómo se reparten los veredictos
file-distribution-alt = Barras: { $neg } negativas, { $neu } neutras y { $pos } positivas.
file-look-for = Qué veredicto domina, y si en las filas menos seguras todavía se sostiene al leerlas.
file-refuted-by = Etiquetas puestas a mano: si el archivo las trae, elegir su columna y volver a leer.
file-agreement = Que no acertara más que decir siempre «{ $label }» ({ $always }{ "\u00A0" }%). La prueba, hecha: coincide con la columna «{ "\u2068" }{ $column }{ "\u2069" }» en { $right } de { $n } reseñas ({ $percent }{ "\u00A0" }%).
file-agreement-empty = La columna «{ "\u2068" }{ $column }{ "\u2069" }» no tiene etiquetas que se reconozcan (negativo, neutro, positivo).
file-download = Descargar con veredictos (CSV)
file-verdict = veredicto
file-sureness = seguridad
file-percent = %d %%
file-empty-row = sin texto
file-not-read = sin leer

# Bad input: one sentence an InputError code
error-empty = No hay nada que leer: hace falta al menos una letra, un número o un emoji.
error-nothing-to-pad = No hay ninguna frase: hace falta al menos una línea con algo escrito.
error-bad-length = El largo tiene que ser 1 o más: en una matriz de { $length } columnas no entra ninguna palabra.
error-too-long = El texto tiene { $characters } caracteres y aquí se leen hasta { $limit }. Sigue en el cuadro, sin cambios.
error-foreign = Parece estar en otro idioma ({ $code }). Estos modelos solo aprendieron castellano e inglés: el veredicto no vale mucho.
error-no-models = No hay modelos de { $language } para leer. El texto sigue en el cuadro.
error-model-unknown = No existe el modelo «{ "\u2068" }{ $model }{ "\u2069" }»: se usa { $used }. Modelos disponibles: { $known }.
error-model-missing = El modelo { $model } no está aquí.
error-model-backward = Esta red lee desde el final del texto hacia el principio: puede opinar, pero no se la puede seguir palabra por palabra.
error-model-missing-file = Al modelo { $model } le falta el archivo { $file }. Los demás siguen funcionando.
error-model-corrupt = Los archivos del modelo { $model } están dañados o son de otro modelo. Los demás siguen funcionando.
error-no-models-at-all = Aquí no hay ningún modelo que mirar.
error-unwritable-file = No se pudo guardar «{ "\u2068" }{ $file }{ "\u2069" }»: el disco está lleno o no deja escribir.
error-operations-many = La dirección trae { $given } operaciones: se hacen las primeras { $limit }.
error-word-place = El texto no tiene la palabra { $place }: van de 0 a { $last }.
error-clamp-syntax = No se entiende la operación «{ "\u2068" }{ $clamp }{ "\u2069" }»: se escribe NOMBRE=VALOR, y si hace falta @PASO y :UNIDADES, como f=0@3:17,40-43.
error-clamp-name = Esta celda no tiene { $name }: tiene { $known }.
error-clamp-value = Una operación necesita un número finito: se dejó de lado.
error-clamp-step = El paso { $step } no está en este texto, que va de 0 a { $last }: la operación se dejó de lado.
error-clamp-unit = La unidad { $unit } no existe; van de 0 a { $last }: la operación se dejó de lado.
error-clamp-time = El tiempo entre palabras es uno para todas las unidades y nunca negativo: la operación se dejó de lado.
error-table-empty = El archivo no tiene ninguna fila con datos.
error-table-too-big = El archivo ocupa más de { $limit } MB, o más de eso al descomprimirlo. Partirlo en varios.
error-table-truncated = El archivo «{ $file }» está dañado o incompleto.
error-table-binary = «{ $file }» no es una tabla: guardarla como CSV (UTF-8) y volver a subirla.
error-table-no-header = La primera línea de «{ $file }» tendría que nombrar las columnas, por ejemplo: texto,etiqueta
error-table-duplicate-columns = Dos columnas se llaman «{ $column }»: cambiar el nombre de una.
error-table-ragged = La línea { $line } de «{ $file }» no tiene las mismas columnas que el encabezado, o abre comillas que no cierran.
error-table-no-text = Ninguna columna del archivo tiene textos.
error-recall-length = La frase tiene { $words ->
    [one] 1 palabra
   *[other] { $words } palabras
} y aquí se leen de 2 a { $limit }. Sigue en el cuadro, sin cambios.
error-recall-no-country = La frase no nombra ninguno de los países que las redes conocen: { $known }.
error-recall-two-countries = La frase nombra varios países ({ $countries }) y no se sabe cuál decide la respuesta: dejar uno solo.
error-recall-answer = Las redes no conocen esa respuesta. Las que pueden dar: { $known }.
error-recall-distance = La distancia va de { $least } a { $most } palabras; { $distance } queda fuera.
error-recall-cell = No hay ninguna celda «{ $cell }».
error-race-no-cell = Hace falta elegir al menos una celda.
error-race-hidden = El tamaño va de { $least } a { $most } unidades; { $value } queda fuera.
error-race-steps = Los pasos van de { $least } a { $most }; { $value } queda fuera.
error-race-seed = La semilla va de { $least } a { $most }; { $value } queda fuera.
error-engine-full = Ya hay { $most } trabajos en la cola. Nada se perdió: se puede volver a probar en unos minutos.
error-race-learning-rate = La tasa de aprendizaje tiene que ser un número mayor que 0.
error-race-forget-bias = El sesgo de la compuerta de olvido va de −10 a 10.
error-gradient-window = La ventana tiene que abarcar al menos un paso.
error-gradient-radius = El radio espectral tiene que ser un número desde 0.
error-gradient-clip = El umbral del recorte tiene que ser mayor que 0.

# Reader
reader-reader = Lectura palabra por palabra
reader-ribbon = Palabras del texto: las flechas avanzan y retroceden, la barra espaciadora reproduce
reader-legend-pos = barra hacia arriba: la palabra acercó el veredicto a positiva
reader-legend-neg = barra hacia abajo: lo acercó a negativa
reader-player = Reproductor
reader-first = Al principio
reader-back = Una palabra atrás
reader-play = Reproducir
reader-pause = Pausa
reader-forward = Una palabra adelante
reader-last = Al final
reader-speed = Velocidad
reader-flag = desde esta palabra, el veredicto ya no cambia
reader-status = paso { $step } de { $steps } · «{ "\u2068" }{ $word }{ "\u2069" }» · P({ $label }) { $before }{ "\u00A0" }→{ "\u00A0" }{ $now }
reader-status-first = paso { $step } de { $steps } · «{ "\u2068" }{ $word }{ "\u2069" }» · P({ $label }) { $now }
reader-curve = El veredicto mientras lee
reader-curve-of = El veredicto de la { $model } mientras lee
reader-curve-text = Probabilidad de cada clase según la { $model } después de cada palabra; los números están en la tabla
reader-here = si el texto terminara aquí:
reader-rows = La misma reseña en cada red: P(positiva) − P(negativa)
reader-row-text = P(positiva) − P(negativa) de la { $model } después de cada palabra; al final, { $label }
reader-main = Ver la { $model } palabra por palabra
reader-keys = ← → palabra · Inicio Fin extremos · Espacio reproducir
reader-word = Palabra
reader-percent = { $value }{ "\u00A0" }%
reader-probability = P({ $label })
reader-table = Tabla de la lectura
reader-table-of = { $model }: probabilidades después de cada palabra; Δ es el cambio de P(positiva) − P(negativa)
reader-table-show = Ver como tabla
reader-table-hide = Ocultar la tabla
reader-label-neg = negativa
reader-label-neu = neutra
reader-label-pos = positiva
reader-cell-rnn = RNN
reader-cell-lstm = LSTM
reader-cell-gru = GRU
reader-cell-peephole = LSTM peephole
reader-cell-time-aware = LSTM temporal

# Microscope
microscope-title = Dentro de la celda
microscope-lead = Qué guarda, qué escribe y qué deja ver una unidad en cada palabra, con los números puestos y con permiso para tocarlos.
microscope-task = Qué redes
microscope-task-sentiment = Redes de opinión
microscope-task-recall = Redes de memoria
microscope-text = El texto (Ctrl+Enter lo lee)
microscope-sentence = La frase, con un país y el hueco al final (Ctrl+Enter la lee)
microscope-model = Modelo
microscope-cell-of = Celda
microscope-recall-network = { $cell }, semilla { $seed }
microscope-networks-up-to-10 = 1 a 10 palabras
microscope-networks-up-to-40 = 1 a 40 palabras
microscope-networks-up-to-10-english = 1 a 10, en inglés
microscope-pin = Fijar esta lectura
microscope-pin-help = Queda al lado, sobre el mismo eje, mientras se cambia el texto, el modelo o una compuerta.
microscope-beside = Junto a { $model }
microscope-unpin = Soltar la fijada
microscope-nearest = La dirección pedía otro lugar: este es el más cercano, paso { $step } de { $steps }, unidad { $unit } (de 0 a { $last }).
microscope-badge = { $holds ->
    [yes] ✓
   *[no] ✗
} { $by ->
    [torch] como torch.nn.{ $layer }
   *[equations] como sus ecuaciones en float64
}: máx. |Δ| { $difference }
microscope-badge-help = { $why ->
    [torch] La mayor diferencia entre todas las activaciones de esta lectura y las que dan la capa de PyTorch y nuestra celda paso a paso.
    [operated] Con operaciones PyTorch no puede repetir la lectura: es la mayor diferencia con las ecuaciones que muestra la página, resueltas una por una en doble precisión bajo las mismas operaciones.
   *[no-torch] PyTorch no tiene { $cell }: es la mayor diferencia con las ecuaciones que muestra la página, resueltas una por una en doble precisión.
}
microscope-microscope = Microscopio
microscope-unknown = palabra que la red no conoce
microscope-unknown-note = Con puntos debajo: palabras que la red no conoce.
microscope-answers = Si el hueco estuviera aquí:
microscope-zoom = Acercamiento
microscope-zoom-all = Todo
microscope-zoom-sentence = La frase
microscope-zoom-cell = La celda
microscope-zoom-formula = La fórmula
microscope-unit = Unidad (efecto en { $task ->
    [recall] la respuesta
   *[sentiment] el veredicto
})
microscope-cell = La celda en esta palabra
microscope-cell-text = Diagrama de la unidad { $unit } de { $model }; sus números están en la tabla
microscope-cell-note = El grosor de un cable es el tamaño de lo que lleva; a rayas, negativo. El nivel de una compuerta es cuánto se abre.
microscope-cell-look = Si la cinta de arriba llega al final tan gruesa como empezó: eso es recordar.
microscope-cell-refuted = Que la cinta cambiara de grosor con la compuerta que olvida llena y la que escribe vacía.
microscope-cell-look-rnn = Que nada pasa de largo: todo h entra en la suma y sale rehecho.
microscope-cell-refuted-rnn = Que con W x grande h quedara igual muchas palabras seguidas.
microscope-ranked = { $unit } ({ NUMBER($effect, minimumFractionDigits: 2, maximumFractionDigits: 2) })
microscope-slow = Cámara lenta
microscope-move-forget = olvidar
microscope-move-write = escribir
microscope-move-add = sumar
microscope-move-read = leer
microscope-told-forget-lstm = Olvidar: la compuerta f multiplica lo que traía la memoria. Con 1 queda todo; con 0, nada.
microscope-told-forget-time-aware = Olvidar: primero se gasta lo de corto plazo, según el tiempo que pasó (g(Δ)); después f multiplica lo que quedó.
microscope-told-write-lstm = Escribir: la candidata propone un valor e i decide cuánto de él entra.
microscope-told-add-lstm = Sumar: lo que quedó y lo que entra hacen la memoria nueva.
microscope-told-read-lstm = Leer: o decide cuánto de la memoria se deja ver afuera.
microscope-told-forget-gru = Olvidar: z multiplica el estado anterior. Con 1 queda todo; con 0, nada.
microscope-told-write-gru = Escribir: r decide cuánto del pasado entra en la propuesta, y 1 − z cuánto de la propuesta se escribe.
microscope-told-add-gru = Sumar: lo que quedó y lo que entra hacen el estado nuevo.
microscope-told-read-gru = Leer: la GRU muestra todo su estado; no tiene compuerta de salida.
microscope-told-forget-rnn = Olvidar: no hay compuerta; todo el estado anterior pasa por U.
microscope-told-write-rnn = Escribir: la palabra entra por W y se suma el sesgo.
microscope-told-add-rnn = Sumar: pasado y palabra van a la misma suma y ya no se pueden separar.
microscope-told-read-rnn = Leer: la tangente hiperbólica de la suma es el estado nuevo.
microscope-own-unit = su unidad { $unit }
microscope-kept = queda
microscope-written = entra
microscope-faded = se borra
microscope-sum = suma
microscope-held = (fijado)
microscope-formula = La cuenta, con los números puestos
microscope-cited = «{ $word }»
microscope-formula-of = unidad { $unit } · t = { $step }
microscope-formula-note = Cada resultado se puede rehacer con los números a la vista, hasta su última cifra. Entre paréntesis, los negativos.{ $timed ->
    [yes] {" "}Entre palabra y palabra pasa Δt = 1, como al entrenar.
   *[no] {""}
}
microscope-formula-look = Cuál de los sumandos manda: la palabra (W x), el pasado (U h) o el sesgo (b).
microscope-formula-refuted = Una cuenta que, hecha a mano con estos números, diera otra cosa.
microscope-terms = Términos
microscope-terms-rest = los otros { $n } términos: { $value }
microscope-curve = Curvas
microscope-quantity = Qué curva
microscope-quantity-verdict = P({ $label })
microscope-curve-verdict = P({ $label }) si { $task ->
    [recall] el hueco estuviera tras cada palabra
   *[sentiment] el texto terminara en cada palabra
}
microscope-curve-unit = { $name } de la unidad { $unit } en cada palabra
microscope-curve-look = En qué palabra se separan las curvas, y si se vuelven a juntar.
microscope-curve-refuted = Que se separaran antes de la palabra cambiada u operada: nada lee hacia adelante.
microscope-strips = Las compuertas en el tiempo
microscope-strips-note = Una columna por palabra, una fila por unidad; más color, más valor; en gris, lo negativo. Un clic lleva a esa palabra y a esa unidad; con Ctrl la elige para operar, con Mayús elige hasta ella.
microscope-strip-text = { $name } de cada unidad en cada palabra; los números están en la tabla
microscope-strips-look = Columnas que cambian de golpe en muchas unidades: la palabra que mueve a la red entera.
microscope-strips-refuted = Que otro orden de las unidades borrara esa columna: entonces eran pocas, juntas por casualidad.
microscope-pointed = unidad { $unit } en «{ "\u2068" }{ $word }{ "\u2069" }»: { $name } = { $value }
microscope-order = Orden
microscope-order-effect = por efecto en { $task ->
    [recall] la respuesta
   *[sentiment] el veredicto
}
microscope-order-activity = por actividad
microscope-order-number = por número
microscope-count = Unidades
microscope-mean = media de las unidades
microscope-ledger = El libro de la memoria
microscope-scope-unit = una unidad
microscope-scope-state = todo el estado
microscope-scope-verdict = { $task ->
    [recall] la respuesta
   *[sentiment] el veredicto
}
microscope-ledger-text = Una barra por palabra: lo que queda de lo que escribió
microscope-ledger-none = La RNN rehace su estado en cada palabra: no lleva libro. Lo que una palabra escribió no se puede separar después.
microscope-ledger-unit = Unidad { $unit }, paso { $step }: las barras suman { $total }, exacto. La que más pesa es «{ "\u2068" }{ $word }{ "\u2069" }», con { $left }; de lo que escribió queda { $survived }.
microscope-ledger-state = Qué parte de la memoria final (de su norma al cuadrado, todas las unidades) puso cada palabra. Exacto: suma 1.
microscope-ledger-verdict = Puntaje de «{ $label }»: { $score } = { $sum } de las palabras { $rest } que no es de ninguna (el sesgo; h fijado). La suma es exacta; repartir la tangente entre las palabras es una linealización.
microscope-ledger-verdict-exact = Puntaje de «{ $label }»: { $score } = { $sum } de las palabras { $rest } que no es de ninguna (el sesgo; h fijado). Exacto, palabra por palabra.
microscope-ledger-look = Qué palabra sostiene hoy la memoria, y si es la que un lector señalaría.
microscope-ledger-refuted = Que al quitar esa palabra (abajo, reemplazarla por nada) la memoria quedara igual.
microscope-operate = Operar
microscope-operate-name = Qué fijar
microscope-operate-value = A qué valor
microscope-operate-where = En qué palabras
microscope-operate-units = En qué unidades
microscope-operate-all = en las { $units } unidades
microscope-operate-one = solo en la unidad { $unit }
microscope-operate-several = en las elegidas
microscope-operate-chosen = Unidades elegidas, como 3, 17, 40-43
microscope-operate-unheard = No se entiende: números de 0 a { $last }, separados por comas, o tramos como 40-43.
microscope-operate-add = Elegir la { $unit }
microscope-operate-drop = No elegir la { $unit }
microscope-operate-apply = Fijar
microscope-operate-knock = Silenciar la unidad { $unit } (h = 0)
microscope-operate-knock-several = Silenciar las unidades { $units } (h = 0)
microscope-operate-word = Otra palabra, o nada
microscope-operate-replace = Ponerla en lugar de «{ "\u2068" }{ $word }{ "\u2069" }»
microscope-operate-prepared = Preparadas
microscope-operate-done = Hechas
microscope-operate-undo = Deshacer
microscope-operate-clear = Quitar todas
microscope-operate-remove = Quitar: { $operation }
microscope-operate-look = { $task ->
    [recall] La respuesta
   *[sentiment] El veredicto
} con la operación y sin ella, y en qué palabra se separan las curvas de arriba.
microscope-operate-refuted = Que fijar una compuerta al valor que ya tenía cambiara algo.
microscope-where-here = solo en «{ "\u2068" }{ $word }{ "\u2069" }»
microscope-where-onward = desde «{ "\u2068" }{ $word }{ "\u2069" }»
microscope-where-everywhere = en todo el texto
microscope-prepared-never-forget = { $name } = 1 siempre: la LSTM de 1997
microscope-prepared-keep = { $name } = { $value } siempre: no olvidar nada
microscope-prepared-forget-at = { $name } = 0 en «{ "\u2068" }{ $word }{ "\u2069" }»: olvidarlo todo ahí
microscope-prepared-closed-at = No escribir «{ "\u2068" }{ $word }{ "\u2069" }» ({ $name } = { $value })
microscope-prepared-open = { $name } = 1 siempre: mostrar toda la memoria
microscope-prepared-never-reset = { $name } = 1 siempre: proponer con todo el pasado
microscope-prepared-erase-at = h = 0 en «{ "\u2068" }{ $word }{ "\u2069" }»: borrarlo todo ahí
microscope-prepared-wait-at = { $value } días antes de «{ "\u2068" }{ $word }{ "\u2069" }» (Δt)
microscope-prepared-wait = { $value } días antes de cada palabra (Δt)
microscope-outcome-same = Con la operación, P({ $label }) pasa de { $before }{ "\u00A0" }% a { $after }{ "\u00A0" }% (Δ { $delta } puntos). { $task ->
    [recall] La respuesta
   *[sentiment] El veredicto
} no cambia.
microscope-outcome-changed = Con la operación, P({ $label }) pasa de { $before }{ "\u00A0" }% a { $after }{ "\u00A0" }% (Δ { $delta } puntos). { $task ->
    [recall] La respuesta
   *[sentiment] El veredicto
} cambia: ahora es { $now_label }.
microscope-role-main = ahora
microscope-role-before = sin operar
microscope-role-pinned = fijada
microscope-letter-g = c̃
microscope-letter-n = h̃
microscope-letter-c-short = Cˢ
microscope-letter-c-adj = C*
microscope-letter-decay = g(Δ)
microscope-letter-elapsed = Δt
microscope-keys = ← → palabra · Inicio Fin extremos · Espacio reproducir
microscope-link = Copiar el enlace a este paso
microscope-copied = Copiado
microscope-copy-failed = No se pudo: copiarlo de aquí
microscope-picture = El diagrama:
microscope-table = Tabla del paso
microscope-table-show = Ver el paso como tabla
microscope-table-hide = Ocultar la tabla
microscope-table-of = Unidad { $unit }, paso { $step }: «{ "\u2068" }{ $word }{ "\u2069" }»
microscope-home = Para llevar
microscope-snippet = Los números del paso { $step }, unidad { $unit }, sin esta página. En Python los pasos se cuentan desde 0:
microscope-download-json = La lectura entera (JSON)
microscope-download-npz = Los arreglos (npz)
microscope-way-in = Mirar por dentro
microscope-op-clamp = { $name } = { NUMBER($value, maximumFractionDigits: 3) }{ $where ->
    [here] {""} en «{ "\u2068" }{ $word }{ "\u2069" }»
    [onward] {""} desde «{ "\u2068" }{ $word }{ "\u2069" }»
   *[everywhere] {""} siempre
}{ $units ->
    [one] , unidad { $unit }
    [several] , unidades { $unit }
   *[all] {""}
}
microscope-op-word = «{ "\u2068" }{ $old }{ "\u2069" }» → «{ "\u2068" }{ $new }{ "\u2069" }»

# What a unit means
meaning-title = Qué significa esta unidad, y si es cierto
meaning-look-for = { $task ->
    [recall] Si las barras de los países que comparten idioma se parecen, y las de otros van para otro lado: entonces la unidad guarda algo del país.
   *[sentiment] Si las frases de una columna dicen algo en común que las de la otra no, y si las barras de positivas y negativas se separan.
}
meaning-refuted-by = Que al silenciar la unidad { $task ->
    [recall] la respuesta
   *[sentiment] el veredicto
} ni se moviera: entonces sabe algo, pero nadie le pregunta.
meaning-countries = h de la unidad { $unit } en el hueco de esta misma frase, con cada país en su lugar (de −1 a 1):
meaning-country-none = Con un solo país en la frase se vería aquí qué guarda la unidad de cada uno.
meaning-silenced-changes = La prueba, hecha en este texto: sin la unidad { $unit }, P({ $label }) pasa de { $before }{ "\u00A0" }% a { $after }{ "\u00A0" }% y { $task ->
    [recall] la respuesta
   *[sentiment] el veredicto
} es { $now }. Es causa.
meaning-silenced-matters = La prueba, hecha en este texto: sin la unidad { $unit }, P({ $label }) pasa de { $before }{ "\u00A0" }% a { $after }{ "\u00A0" }%. Pesa, pero { $task ->
    [recall] la respuesta
   *[sentiment] el veredicto
} ({ $now }) se sostiene sin ella.
meaning-silenced-idle = La prueba, hecha en este texto: sin la unidad { $unit }, P({ $label }) pasa de { $before }{ "\u00A0" }% a { $after }{ "\u00A0" }%. Aquí es un adorno: { $task ->
    [recall] la respuesta
   *[sentiment] el veredicto
} ({ $now }) no la necesita.
meaning-none = De este { $model } no hay frases calculadas; se pueden usar las de un archivo propio.
meaning-ours = Entre { $n } frases escritas para este proyecto (muchas con giros que los modelos no vieron al entrenar), las que llevan su h media más arriba y más abajo:
meaning-most = Las que más la encienden
meaning-least = Las que más la contradicen
meaning-value = { NUMBER($value, minimumFractionDigits: 2, maximumFractionDigits: 2) }
meaning-histogram = h media de la unidad { $unit } en { $n } textos:
meaning-validation = Y en { $n } reseñas de validación, escritas por otras personas:
meaning-overlap = Las dos distribuciones se superponen un { $percent }{ "\u00A0" }%: con 100{ "\u00A0" }% la unidad no distingue nada; con 0{ "\u00A0" }%, sola alcanzaría para separarlas.
meaning-own = Con los textos de un archivo propio
meaning-upload = CSV o Parquet; se leen las primeras { $rows } filas, y nada se guarda

# Cells page
cells-nav = Celdas
cells-title = Cinco celdas, una al lado de la otra
cells-lead = Qué ecuaciones tiene cada celda, cuánto cuesta un paso, y una sola unidad para manejar a mano.
cells-nearest = La dirección pedía algo que aquí no existe ({ $parts }): se usó lo más cercano.
cells-kind-rnn = Elman (RNN)
cells-kind-lstm = LSTM
cells-kind-gru = GRU
cells-kind-peephole = LSTM peephole
cells-kind-time-aware = LSTM temporal
cells-source-rnn = Elman, 1990
cells-source-lstm = Hochreiter y Schmidhuber, 1997; Gers y otros, 1999
cells-source-gru = Cho y otros, 2014
cells-source-peephole = Gers y Schmidhuber, 2000
cells-source-time-aware = Baytas y otros, 2017
cells-differs-rnn = Un solo estado y ninguna compuerta: en cada paso reescribe todo lo que sabe.
cells-differs-lstm = Separa lo que guarda (c) de lo que muestra (h). Tres compuertas deciden qué queda, qué entra y qué sale.
cells-differs-gru = Un solo estado y dos compuertas: z reparte entre lo viejo y lo nuevo; r decide cuánto pasado entra en la propuesta.
cells-differs-peephole = Una LSTM cuyas compuertas también ven la memoria, cada unidad la suya, aunque o la tape.
cells-differs-time-aware = Una LSTM que, antes de cada paso, apaga la parte de corto plazo de su memoria según el tiempo que pasó.
cells-cards = Las cinco celdas
cells-diagram = Diagrama de la celda { $cell }: los números están en la cuenta
cells-kept = queda
cells-written = entra
cells-faded = se apaga
cells-sum = suma
cells-equations = Ecuaciones
cells-shared = Con línea punteada, lo que es igual en la LSTM.
cells-parameters = Parámetros
cells-multiplications = Productos por paso
cells-carries = Números que pasan al paso siguiente
cells-count = { $n }
cells-cards-look = El camino de la memoria de un paso al siguiente: en la Elman lo cortan una matriz y una tanh; en las demás, solo un producto por una compuerta y una suma.
cells-cards-refuted = Que ese camino diera igual. Los experimentos de abajo corren con estas mismas ecuaciones: «El bit de una Elman» muestra cuánto hay que pedirle a una matriz para que guarde.
cells-costs = Lo que cuesta un paso
cells-inputs = Entradas (E)
cells-units = Unidades (H)
cells-costs-cell = Celda
cells-costs-parameters = Parámetros
cells-costs-multiplications = Productos por paso
cells-costs-relative = … contra la LSTM
cells-costs-units = Unidades con los parámetros de la LSTM
cells-costs-times = × { NUMBER($n, minimumFractionDigits: 2) }
cells-costs-look = El precio de las compuertas: la LSTM hace algo más de cuatro veces los productos de una Elman; con los mismos parámetros, la Elman tiene al menos el doble de unidades.
cells-costs-refuted = El reloj: aquí se cuentan productos de dos números, no segundos; tampoco funciones (σ, tanh) ni divisiones. Una prueba los cuenta mientras PyTorch hace el paso.
cells-laboratory = El laboratorio: una unidad, a mano
cells-laboratory-lead = Una sola unidad con una sola entrada, y todo lo que la mueve al alcance de la mano: pesos, compuertas, estados y la secuencia que lee. Cada cuenta sale de las ecuaciones de arriba.
cells-experiments = Experimentos
cells-checks = Lo que el experimento afirma, con los números de ahora
cells-missing = no existe aquí
cells-broken = ya no: tendría que ser { $wanted }
cells-contrast-show = Ponerlo a prueba: { $what }
cells-prepared = Volver a lo preparado
cells-prepared-show = Volver al experimento
cells-as-prepared = como estaba preparado
cells-cell = Celda
cells-steps = Pasos
cells-sequence = Secuencia paso a paso: las flechas avanzan y retroceden, la barra espaciadora reproduce
cells-player = Reproductor
cells-first = Al principio
cells-back = Un paso atrás
cells-play = Reproducir
cells-pause = Pausa
cells-forward = Un paso adelante
cells-last = Al final
cells-status = paso { $step } de { $steps } · { $name } = { $value }
cells-sums = La cuenta de este paso, con los números puestos
cells-by-hand = a mano
cells-held = a mano
cells-this-step = Este paso: { $step }
cells-keys = ← → paso · Inicio Fin extremos · Espacio reproducir · el botón Atrás del navegador deshace
cells-gates = Compuertas a mano
cells-weights = Pesos y sesgos
cells-scope = Dónde rige la mano
cells-scope-always = en todos los pasos
cells-scope-here = solo en este paso
cells-release = Soltar
cells-release-of = Soltar { $name }
cells-number = { $name }, número
cells-table = Tabla de todos los pasos
cells-table-show = Ver como tabla
cells-experiment-hand = Escribir, guardar, leer
cells-look-hand = Las tres compuertas, a mano: i se abre solo en el paso 1, f queda en 1 desde el 2 y o se abre solo en el 8. La memoria c no se mueve, y h no muestra nada hasta que se la lee.
cells-refuted-hand = Que h₇ dijera algo con o cerrada, o que lo leído en el paso 8 no fuera lo escrito en el 1. Cerrar f un solo paso alcanza para perderlo.
cells-contrast-hand = f = 0 en el paso 4
cells-experiment-carousel = La LSTM de 1997
cells-look-carousel = Sin compuerta de olvido (f = 1 siempre), lo que x escribe en el paso 1 sigue entero en el 16: es el carrusel de error constante de Hochreiter y Schmidhuber.
cells-refuted-carousel = Que c perdiera altura sin que entrara nada. Con f = 0,9, que parece casi 1, en dieciséis pasos queda la quinta parte.
cells-contrast-carousel = f = 0,9 siempre
cells-experiment-half-life = La vida media
cells-look-half-life = Con los pesos de f en cero, f = σ(0) = ½: cada paso borra la mitad y en el quinto queda la dieciseisava parte. Así olvida, más o menos, una LSTM recién iniciada.
cells-refuted-half-life = Que c tardara más de un paso en caer a la mitad. Con el sesgo de f en 3 tarda catorce: por eso se lo suele iniciar en positivo.
cells-contrast-half-life = el sesgo de f en 3
cells-experiment-reset = Empezar de cero
cells-look-reset = Varias historias en una misma secuencia; x = −1 avisa que empieza otra. f se cierra ante el aviso y c vuelve casi a cero: es lo que Gers, Schmidhuber y Cummins le agregaron a la LSTM en 1999.
cells-refuted-reset = Que una historia heredara restos de la anterior. Con f = 1 siempre, la suma no para de crecer y tanh(c) deja de distinguir.
cells-contrast-reset = f = 1 siempre
cells-experiment-latch = Recordar un bit
cells-look-latch = i solo se abre con una x grande: el 1 del paso 1 queda anotado y el ruido que sigue no entra.
cells-refuted-latch = Que el ruido moviera c más de una décima en doce pasos. Con el sesgo de i en 0, la puerta queda entornada y el ruido se acumula hasta cuatro veces el bit.
cells-contrast-latch = el sesgo de i en 0
cells-experiment-count = Contar
cells-look-count = Con f e i abiertas, cada x = 1 suma uno: c₁₂ llega a 7, los unos que pasaron. La memoria de la LSTM no tiene techo.
cells-refuted-count = Que una GRU contara igual. Su memoria es un promedio entre lo viejo y lo nuevo: nunca pasa de 1.
cells-contrast-count = una GRU que intenta lo mismo
cells-experiment-saturation = Saturación
cells-look-saturation = f = σ(x + 8): x va de −2 a 2 y f no se despega de 1. Donde la sigmoide es plana tampoco hay gradiente: la compuerta ya casi no aprende.
cells-refuted-saturation = Que f₁ y f₉ difirieran en más de una centésima. Con el sesgo en 0, el mismo recorrido va de 0,12 a 0,88.
cells-contrast-saturation = el sesgo de f en 0
cells-experiment-elman = El bit de una Elman
cells-look-elman = También una red sin compuertas puede sostener un bit: con U = 2, h tiene dos estados estables y el empujón del paso 1 la deja en el de arriba.
cells-refuted-elman = Que h volviera a cero. Con U = 0,8 vuelve: cada paso multiplica por menos de 1, y eso mismo le pasa al gradiente.
cells-contrast-elman = U = 0,8
cells-experiment-coupled = La z contra la f
cells-look-coupled = La z de la GRU hace de f y de i a la vez: guarda z y escribe 1 − z. Ante una entrada constante, h se acerca a la propuesta h̃ y no la pasa.
cells-refuted-coupled = Que h saliera de [−1; 1]. En una LSTM con la misma f, nada obliga a escribir menos para guardar más: c pasa de 7.
cells-contrast-coupled = una LSTM con f ≈ 0,9 e i ≈ 1
cells-experiment-fresh = Proponer sin pasado
cells-look-fresh = La r de la GRU se cierra cuando x < 0: la propuesta del paso 4 se hace como si antes no hubiera pasado nada, y h salta al otro lado.
cells-refuted-fresh = Que con r cerrada el pasado siguiera mandando. Con r abierta manda: U = 4 por una h cercana a 1 pesa más que x = −1, y h no se mueve.
cells-contrast-fresh = r siempre abierta
cells-experiment-timer = El reloj con mirilla
cells-look-timer = x no cambia nunca y h suena cada tres pasos: por las mirillas (w), o y f ven c aunque esté tapada. Cuando c llega a 1½ suena, y en el paso siguiente f la vacía.
cells-refuted-timer = Que sonara también sin mirillas. Con w = 0 queda una LSTM con los mismos pesos: o nunca se abre, y c crece sin que nadie la vea.
cells-contrast-timer = sin mirillas (w = 0)
cells-experiment-waiting = Una pausa de cien
cells-look-waiting = Entre los pasos 4 y 5 pasan 100 unidades de tiempo: g(Δ) baja a 0,22, y la parte de corto plazo de c se apaga antes de llegar a f.
cells-refuted-waiting = Que a la memoria le diera igual el tiempo. Con Δ = 0 en todos los pasos, esta celda es una LSTM y no pierde casi nada.
cells-contrast-waiting = Δ = 0 siempre
cells-experiment-long-term = Lo que la pausa no toca
cells-look-long-term = Con W y b del corto plazo en cero, nada cuenta como de corto plazo: pasa la misma pausa de 100, y c sigue. Qué parte puede apagarse lo aprende la red.
cells-refuted-long-term = Que el tiempo borrara por sí solo. Borra lo que W le entrega: en 3, la misma pausa se lleva casi todo.
cells-contrast-long-term = el W del corto plazo en 3
# From text to numbers
text-nav = Texto
text-title = ¿Cuánto pesa un cero?
text-lead = Una red no lee palabras: lee números, en una matriz rectangular. Aquí se cortan frases, se numeran y se rellenan con ceros; y se mide qué les hacen esos ceros a tres redes de verdad.
text-examples = Ejemplos
text-sentences = Frases, una por línea (Ctrl+Enter las lee)
text-tongue = Idioma de las frases
text-choose-scene = Paso
text-choose-scene-tokens = 1 · Cortar
text-choose-scene-matrix = 2 · Rellenar
text-choose-scene-zeros = 3 · La escena del crimen
text-choose-scene-pipe = 4 · El recorrido
text-scene-tokens-lead = Las mismas frases, cortadas de dos maneras: en palabras, numeradas por su puesto en un vocabulario; y en las piezas que lee { $model }, aprendidas de miles de reseñas.
text-scene-matrix-lead = Frases de largo distinto, una sola matriz: a las cortas se les agregan números de relleno y a las largas se les corta una punta.
text-scene-zeros-lead = Las redes de aquí leen con máscara: los ceros no cuentan. Esta es la misma frase si { $model } los leyera como si fueran palabras.
text-scene-pipe-lead = Estas frases, todas juntas, desde las letras hasta el veredicto de { $model }: qué forma tiene lo que pasa de una etapa a la otra, y cuánto cuesta.
text-many = Son { $lines } frases: se usan las primeras { $limit }.
text-unreadable = { $n ->
    [one] Una línea no tiene nada que leer: quedó afuera.
   *[other] { $n } líneas no tienen nada que leer: quedaron afuera.
}

text-choose-order = Números por
text-choose-order-frequency = frecuencia
text-choose-order-alphabet = alfabeto
text-choose-missing = Palabra desconocida
text-choose-missing-number = es el 1
text-choose-missing-dropped = desaparece
text-count-size = Palabras del vocabulario
text-count-size-usual = todas
text-new = Una frase que el vocabulario no vio
text-tokens-by-words = Por palabras
text-tokens-by-pieces = Por piezas (SentencePiece)
text-tokens-sentence = Frase { $number }
text-tokens-words = { $n ->
    [one] una palabra
   *[other] { $n } palabras
}
text-tokens-unknown = { $n ->
    [one] una desconocida
   *[other] { $n } desconocidas
}
text-tokens-pieces = { $n ->
    [one] una pieza
   *[other] { $n } piezas
}
text-tokens-rate = { NUMBER($rate, minimumFractionDigits: 2, maximumFractionDigits: 2) } por palabra
text-tokens-number = { NUMBER($value, minimumFractionDigits: 2, maximumFractionDigits: 2) }
text-tokens-look = La última frase. A una palabra que falta en el vocabulario le toca el mismo número que a cualquier otra que falte, o ninguno; las piezas la cortan en partes conocidas, cada una con su número.
text-tokens-refuted = Que las piezas, una detrás de otra, no devolvieran las letras.
text-tokens-whole = La prueba, hecha: devuelven los { $n } caracteres de estas frases, sin contar espacios.
text-tokens-lost = { $n ->
    [one] La prueba, hecha: falta un carácter, que la limpieza sacó por ser una etiqueta o invisible.
   *[other] La prueba, hecha: faltan { $n } caracteres, que la limpieza sacó por ser etiquetas o invisibles.
}
text-tokens-ranks = El vocabulario de estas frases
text-tokens-padding = el relleno
text-tokens-unknown-word = la desconocida
text-tokens-more = y { $n } más, en la descarga
text-tokens-lecture = Empieza como la tabla de la clase: a 1, am 2, as 3… { $example ->
    [intents] La tercera frase es propia: en las dos intenciones no está ninguna de esas tres palabras.
   *[other] {""}
}
text-tokens-rates = ¿Cuántas piezas hacen falta por palabra?
text-tokens-texts = Textos
text-tokens-these = Estas frases ({ $n } palabras)
text-tokens-reviews = { $n } reseñas de validación en { $language }
text-tokens-of = Piezas de { $language }
text-tokens-rates-look = La diagonal. Cada vocabulario de piezas aprendió de un idioma: en el suyo, poco más de una pieza por palabra, signos incluidos; en el otro, cerca del doble.
text-tokens-rates-refuted = Que el vocabulario ajeno cortara igual de poco que el propio.

text-choose-level = Números de
text-choose-level-words = palabras
text-choose-level-pieces = piezas
text-choose-side = Rellenar
text-choose-side-pre = delante
text-choose-side-post = detrás
text-choose-cut = Cortar
text-choose-cut-pre = el principio
text-choose-cut-post = el final
text-count-length = Largo
text-count-length-usual = auto
text-count-pad = Id de relleno
text-count-pad-usual = 0
text-matrix-title = La matriz
text-matrix-pad = relleno
text-matrix-outside = afuera
text-matrix-said = { $rows } × { $columns }: { $zeros ->
    [0] ninguna casilla es relleno.
    [one] una casilla es relleno ({ $percent }{ "\u00A0" }%).
   *[other] { $zeros } casillas son relleno ({ $percent }{ "\u00A0" }%).
}
text-matrix-ranks = Los números van por frecuencia; el 1 queda para la palabra desconocida.
text-matrix-cut = { $n ->
    [one] Una quedó afuera.
   *[other] { $n } quedaron afuera.
}
text-matrix-lecture = Es la matriz de la clase, número por número. Las frases son propias: repiten palabras donde se repetían las de la clase.
text-matrix-look = De qué lado quedan las palabras: con el relleno delante, lo último que lee la red es texto; detrás, relleno.
text-matrix-refuted = Que de la matriz ya no se pudieran sacar las frases.
text-matrix-found = { $n ->
    [one] La prueba, hecha: el único número que quedó dentro se recupera, porque ninguna palabra lleva el del relleno.
   *[other] La prueba, hecha: los { $n } números que quedaron dentro se recuperan, porque ninguna palabra lleva el del relleno.
}
text-matrix-clash = La prueba, hecha: el { $id } es a la vez relleno y «{ "\u2068" }{ $word }{ "\u2069" }». Sin la máscara ya no hay manera de distinguirlos.
text-matrix-copy = Para copiar

text-sentence = La frase
text-zeros = Cuántos ceros
text-scene-label = Posición en la lectura
text-scene-state = estado h
text-scene-resemblance = parecido
text-scene-verdict = veredicto
text-scene-regime-post = Ceros detrás
text-scene-regime-pre = Ceros delante
text-scene-regime-masked = Con máscara
text-scene-regime-post-about = Lo último que se lee no es texto: cada cero vuelve a pasar por la celda y empuja el estado.
text-scene-regime-pre-about = La red llega a la primera palabra con un estado que ya hicieron los ceros.
text-scene-regime-masked-about = Los mismos ceros, sin leer: el estado queda donde lo dejó la última palabra. Así leen estas redes.
text-scene-likeness = parecido con el h limpio: { $value }
text-scene-zone = { $zeros } ceros
text-scene-status-text = { $position } de { $positions } · «{ "\u2068" }{ $word }{ "\u2069" }»
text-scene-status-zero = { $position } de { $positions } · cero { $zero } de { $zeros }
text-scene-status-unread = { $position } de { $positions } · cero { $zero } de { $zeros }, sin leer
text-scene-look = Sobre el rayado, cuántos ceros tarda el estado en no parecerse más al que dejó el texto, y si el veredicto se va con él (▼ negativa, ● neutra, ▲ positiva). El parecido es un coseno: 1 arriba, el mismo estado; 0 en la línea de puntos, nada que ver. En una RNN el estado puede quedar dando vueltas en un ciclo.
text-scene-refuted = Que la red hubiera aprendido a no hacer caso de los ceros: el parecido se quedaría cerca de 1 y ningún veredicto cambiaría.
text-scene-tested-none = Sin ceros, las tres lecturas son la misma: falta agregarlos.
text-scene-tested = La prueba, hecha con { $model }: el parecido termina en { NUMBER($likeness, minimumFractionDigits: 2, maximumFractionDigits: 2) } con los ceros detrás y en { NUMBER($pre, minimumFractionDigits: 2, maximumFractionDigits: 2) } con los ceros delante; { $turned ->
    [none] con esta frase, el veredicto aguanta en las dos lecturas.
    [one] el veredicto cambia en una lectura: { $regime }.
   *[both] el veredicto cambia en las dos lecturas.
}
text-zeros-verdicts = { $zeros ->
    [0] El veredicto de cada red, sin ceros
    [one] El veredicto de cada red, con un cero; subrayado, el que cambió
   *[other] El veredicto de cada red, con { $zeros } ceros; subrayado, el que cambió
}
text-zeros-verdict = { $label }, { $percent }{ "\u00A0" }%
text-zeros-title = ¿Y en mil textos?
text-choose-figures = Medido en
text-choose-figures-validation = reseñas
text-choose-figures-phrases = frases propias
text-zeros-validation-lead = Aciertos sobre { $n } textos de validación en { $language }, sorteados entre los que las redes no vieron al entrenar. La franja es el intervalo del 95{ "\u00A0" }%.
text-zeros-phrases-lead = Aciertos sobre { $n } frases propias en { $language } que las redes no vieron al entrenar: cualquiera puede repetir la cuenta, sin las reseñas. La franja es el intervalo del 95{ "\u00A0" }%.
text-zeros-repeat = La cuenta se repite con:
text-zeros-axis = Ceros agregados a cada texto (la escala no es pareja)
text-zeros-commonest = Decir siempre lo más frecuente
text-zeros-alt = Aciertos de la { $cell } según la cantidad de ceros; los números están en la tabla
text-zeros-percent = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }{ "\u00A0" }%
text-zeros-table = Los números de la figura
text-zeros-cell = Celda
text-zeros-zeros = Ceros
text-zeros-look = Con cuántos ceros se despega cada curva de la de la máscara, y cuál de las tres celdas resiste más. Estas redes no se entrenaron para leer ceros: otra, entrenada con ellos, puede aprender a pasarlos por alto.
text-zeros-refuted = Que la franja de una lectura sin máscara no quedara nunca por debajo de la de la máscara.
text-zeros-tested = La prueba, hecha con { $zeros ->
    [one] un cero
   *[other] { $zeros } ceros
}: quedan por debajo { $fallen }.
text-zeros-held = La prueba, hecha con { $zeros ->
    [one] un cero
   *[other] { $zeros } ceros
}: ninguna queda por debajo.
text-zeros-fell = { $cell } ({ $which ->
    [post] ceros detrás
    [pre] ceros delante
   *[both] detrás y delante
})

text-pipe-text = Texto
text-pipe-ids = Números
text-pipe-embedding = Embedding
text-pipe-layer = Capa { $cell }
text-pipe-pooling = Resumen
text-pipe-head = Cabeza
text-pipe-ids-does = Un entero por pieza; las frases cortas, con relleno.
text-pipe-embedding-does = Cada número se cambia por su fila de una tabla.
text-pipe-layer-does = Lee de izquierda a derecha: un estado por posición.
text-pipe-pooling-does = La media, el máximo y el último de los estados; los ceros no cuentan.
text-pipe-head-does = Un puntaje por clase: negativa, neutra, positiva.
text-pipe-characters = { $n ->
    [one] un carácter
   *[other] { $n } caracteres
}
text-pipe-number = { $n }
text-pipe-parameters = { $n } parámetros
text-pipe-no-parameters = sin parámetros
text-pipe-weighs = que pesan { $size }
text-pipe-takes = sale: { $size }
text-pipe-bytes = { $n } B
text-pipe-kilobytes = { NUMBER($n, maximumFractionDigits: 1) } KiB
text-pipe-megabytes = { NUMBER($n, maximumFractionDigits: 2) } MiB
text-pipe-look = Dónde están los parámetros: el { $percent }{ "\u00A0" }% en una sola etapa, que no hace más que buscar en una tabla. Y el precio del relleno: el { $wasted }{ "\u00A0" }% de las posiciones de esta matriz son ceros que ocupan tanto lugar como una palabra.
text-pipe-refuted = Que lo dibujado no sumara lo que tiene la red.
text-pipe-tested = La prueba, hecha: el dibujo suma { $drawn } parámetros y la red tiene { $whole }{ $same ->
    [yes] .
   *[no] : falta una etapa.
}
text-pipe-outcome = Lo que sale

# Embeddings page: pages/embeddings.py, ui/embedding_*.py
embeddings-nav = Vectores
embeddings-title = ¿Qué sabe una palabra?
embeddings-lead = Antes de leer una sola reseña, una red puede recibir vectores que ya saben quién anda con quién. Aquí se buscan vecinas, se mira el mapa, se congela la capa y se mide si todo eso sirve de algo.
embeddings-choose-scene = Escena
embeddings-choose-scene-near = 1 · Vecinas
embeddings-choose-scene-map = 2 · El mapa
embeddings-choose-scene-bias = 3 · Lo que se pega
embeddings-choose-scene-layer = 4 · La capa
embeddings-choose-scene-help = 5 · ¿Ayuda?
embeddings-scene-near = Cada palabra es una flecha de números. Dos palabras se parecen si sus flechas apuntan para el mismo lado: el coseno vale 1 si coinciden, 0 si no tienen nada que ver.
embeddings-scene-map = Las palabras más frecuentes, aplastadas de cien dimensiones a dos. Lo que está cerca suele parecerse; lo que está lejos no dice casi nada.
embeddings-scene-bias = Los vectores aprenden de lo que la gente escribe, y con la gramática se pegan las costumbres. Cinco pruebas chicas, con su azar al lado; las que no dan nada también quedan.
embeddings-scene-layer = La capa de embedding de la clase, armada con estos vectores: una fila por palabra del texto, y ningún parámetro que aprenda.
embeddings-scene-help = La pregunta de la clase, medida: la misma LSTM con el embedding al azar, con nuestros vectores congelados y con nuestros vectores afinados, según cuántos textos haya para entrenar.
embeddings-choose-table = Vectores
embeddings-choose-table-es = Nuestros, castellano
embeddings-choose-table-en = Nuestros, inglés
embeddings-choose-table-own = Un archivo propio
embeddings-upload = Archivo de vectores: GloVe (.txt o .gz), .vec, word2vec o fastText .bin
embeddings-hub = O un archivo público del Hub de Hugging Face
embeddings-hub-fetch = Traer
embeddings-limits = Hasta { $megabytes } MB. Se leen las primeras { $words } palabras, y hasta { $numbers } millones de números en total. El archivo queda en esta visita y en ningún otro lado.
embeddings-reading = Leyendo el archivo…
embeddings-fetching = Preguntándole al Hub… Si no hay conexión, tarda medio minuto en darse cuenta.
embeddings-read = { $file }: { $words } palabras × { $size } números ({ $format }).
embeddings-read-cut = El archivo tiene más: estas son las primeras.
embeddings-read-repeated = { $n ->
    [one] Una línea repetía una palabra: vale la primera vez.
   *[other] { $n } líneas repetían palabras: vale la primera vez.
}
embeddings-format-glove = texto de GloVe
embeddings-format-vec = texto con encabezado, .vec
embeddings-format-word2vec = word2vec binario
embeddings-format-fasttext = fastText con subpalabras
embeddings-own-none = Todavía no hay ningún archivo: subir uno, o escribir la dirección de uno del Hub.
embeddings-own-stays = { $hub ->
    [yes] El enlace lleva la dirección del Hub: quien lo abra trae el archivo con un clic.
   *[no] El enlace no lleva el archivo: quien lo abra tiene que subirlo otra vez.
}
embeddings-missing = { $n ->
    [one] Le falta una palabra: { "\u2068" }{ $words }{ "\u2069" }
   *[other] Le faltan { $n } palabras: { "\u2068" }{ $words }{ "\u2069" }
}
embeddings-missing-none = No le falta ninguna palabra.
embeddings-cosine = { NUMBER($value, minimumFractionDigits: 2, maximumFractionDigits: 2) }
embeddings-number = { NUMBER($value, minimumFractionDigits: 2, maximumFractionDigits: 2) }

embeddings-word-word = Palabra
embeddings-near-title = Las más cercanas a «{ "\u2068" }{ $word }{ "\u2069" }»
embeddings-composed = «{ "\u2068" }{ $word }{ "\u2069" }» no está en la tabla: su vector se armó con sus pedazos.
embeddings-near-look = Qué clase de parecido es. «Cerca» quiere decir «aparece entre las mismas palabras», no «significa lo mismo»: con «bueno» se prueba enseguida.
embeddings-near-refuted = Que las vecinas no tuvieran nada en común, ni el tema ni la forma ni el lugar en la frase.
embeddings-near-tested = Aquí, la más cercana a «{ "\u2068" }{ $word }{ "\u2069" }» es «{ "\u2068" }{ $nearest }{ "\u2069" }», con { NUMBER($cosine, minimumFractionDigits: 2, maximumFractionDigits: 2) }.
embeddings-pair-title = Dos palabras
embeddings-word-one = Una
embeddings-word-other = Otra
embeddings-pair-said = El coseno de «{ "\u2068" }{ $one }{ "\u2069" }» y «{ "\u2068" }{ $other }{ "\u2069" }» es { NUMBER($cosine, minimumFractionDigits: 2, maximumFractionDigits: 2) }. { $nearer ->
    [0] Ninguna otra palabra de la tabla está más cerca de la primera.
    [one] Hay una palabra más cerca de la primera.
   *[other] Hay { $nearer } palabras más cerca de la primera.
}
embeddings-analogy-title = Analogías, con advertencia
embeddings-analogy-lead = A es a B como C es a… Se busca lo más cercano a B − A + C. La fama de esta cuenta tiene una letra chica: las tres palabras de la pregunta se sacan de las respuestas. A la derecha están sin sacar.
embeddings-word-a = A
embeddings-word-b = es a B
embeddings-word-c = como C es a…
embeddings-analogy-excluding = Sacando las tres de la pregunta (lo usual)
embeddings-analogy-including = Sin sacar nada
embeddings-analogy-look = La primera de la derecha. Si es una palabra de la pregunta, la flecha B − A casi no movió a C, y la respuesta de la izquierda es apenas una vecina.
embeddings-analogy-refuted = Que también sin sacar nada ganara la respuesta esperada.
embeddings-analogy-here = Aquí gana «{ "\u2068" }{ $first }{ "\u2069" }», { $asked ->
    [yes] que ya estaba en la pregunta.
   *[no] que no estaba en la pregunta.
}
embeddings-analogy-measured = En { $n } analogías propias, estos vectores aciertan { $excluding } con la exclusión y { $including } sin ella; en { $third } la respuesta sin exclusión es una palabra de la pregunta.

embeddings-map-text = Una reseña: sus palabras se encienden
embeddings-choose-projection = Proyección
embeddings-choose-projection-tsne = t-SNE
embeddings-choose-projection-pca = Componentes principales
embeddings-map-alt = Mapa de { $words } palabras, { $lit } encendidas. Con flechas se mueve, con + y − se acerca; el buscador dice las vecinas de cualquier palabra.
embeddings-map-search = Buscar en el mapa (Enter)
embeddings-map-closer = Acercar
embeddings-map-farther = Alejar
embeddings-map-whole = Ver todo
embeddings-map-chosen = «{ "\u2068" }{ $word }{ "\u2069" }», puesto { $rank }. Sus más cercanas de verdad, unidas con líneas: { "\u2068" }{ $near }{ "\u2069" }.
embeddings-map-rest = { $words } palabras. Al tocar una aparecen sus vecinas verdaderas; la rueda acerca después del primer clic.
embeddings-map-missing = El mapa no tiene «{ "\u2068" }{ $word }{ "\u2069" }».
embeddings-map-lit = El mapa tiene { $n } de las { $different } palabras distintas de la reseña: { "\u2068" }{ $words }{ "\u2069" }
embeddings-map-ours = De un archivo propio no hay mapa: dibujarlo lleva minutos, y el de los nuestros se hizo de antemano. Las otras escenas sí lo usan.
embeddings-map-look-tsne = Los barrios: comida, trato, precios, cine. Una palabra y las líneas que salen de ella: si las vecinas verdaderas están lejos, el mapa las separó al aplastar.
embeddings-map-look-pca = Que casi todo se amontona: dos direcciones no alcanzan para cien. Sirve para ver qué tan poco cabe en un plano.
embeddings-map-refuted = Que las vecinas del mapa no fueran las verdaderas.
embeddings-map-tested = La prueba, hecha con las { $n } palabras: de las diez más cercanas de cada una, el mapa conserva el { $here }{ "\u00A0" }%; { $projection ->
    [tsne] el de componentes principales
   *[pca] el t-SNE
}, el { $there }{ "\u00A0" }%.

embeddings-choose-test = Prueba
embeddings-choose-test-work = Trabajo y casa
embeddings-choose-test-talent = Talento y aspecto
embeddings-choose-test-origin = Procedencias
embeddings-choose-test-age = Edades
embeddings-choose-test-control = Control
embeddings-bias-work = Trabajo y casa
embeddings-bias-work-asks = ¿Las palabras de varón quedan más cerca del trabajo, y las de mujer de la casa?
embeddings-bias-work-x = de varón
embeddings-bias-work-y = de mujer
embeddings-bias-work-a = trabajo
embeddings-bias-work-b = casa
embeddings-bias-talent = Talento y aspecto
embeddings-bias-talent-asks = ¿Las palabras de varón quedan más cerca del talento, y las de mujer del aspecto?
embeddings-bias-talent-x = de varón
embeddings-bias-talent-y = de mujer
embeddings-bias-talent-a = talento
embeddings-bias-talent-b = aspecto
embeddings-bias-origin = Procedencias
embeddings-bias-origin-asks = ¿Unas procedencias quedan más cerca del elogio que otras?
embeddings-bias-origin-x = de Europa y Estados Unidos
embeddings-bias-origin-y = de otras partes
embeddings-bias-origin-a = elogio
embeddings-bias-origin-b = queja
embeddings-bias-age = Edades
embeddings-bias-age-asks = ¿La juventud queda más cerca del elogio que la vejez?
embeddings-bias-age-x = de jóvenes
embeddings-bias-age-y = de viejos
embeddings-bias-age-a = elogio
embeddings-bias-age-b = queja
embeddings-bias-control = Control
embeddings-bias-control-asks = La que tiene que dar: ¿las virtudes quedan cerca del elogio y los defectos de la queja?
embeddings-bias-control-x = de virtudes
embeddings-bias-control-y = de defectos
embeddings-bias-control-a = elogio
embeddings-bias-control-b = queja
embeddings-bias-said = { $outcome ->
    [as] Sí: las palabras { $x } están más cerca de «{ $a }», y las { $y }, de «{ $b }».
    [against] Al revés: las palabras { $x } están más cerca de «{ $b }», y las { $y }, de «{ $a }».
   *[none] No se ve: la diferencia entre las palabras { $x } y las { $y } es de las que da el azar.
} Efecto d = { NUMBER($effect, minimumFractionDigits: 2, maximumFractionDigits: 2) }, p = { NUMBER($p, maximumSignificantDigits: 2) }.
embeddings-bias-figure = d = { NUMBER($effect, minimumFractionDigits: 2, maximumFractionDigits: 2) } · p = { NUMBER($p, maximumSignificantDigits: 2) }
embeddings-bias-words = Las palabras de la prueba
embeddings-bias-ways = p es la parte de las { $tried } maneras de repartir las mismas palabras en dos grupos que dan una diferencia así de grande, para cualquier lado{ $exact ->
    [yes] ; se contaron todas.
   *[no] ; se sortearon.
}
embeddings-bias-missing = A la tabla le faltan: { "\u2068" }{ $words }{ "\u2069" }.
embeddings-bias-lacking = La tabla tiene muy pocas de las palabras de: { $tests }.
embeddings-bias-all = Las cinco juntas
embeddings-bias-test = Prueba
embeddings-bias-glove = GloVe 6B, 50 números
embeddings-bias-look = Los puntos son palabras, la barra es la media de su grupo: a la derecha, más cerca del primer atributo. Cuánto se mezclan los grupos dice más que la distancia entre las barras. En la tabla, la negrita es p < 0,05.
embeddings-bias-refuted = Otras palabras. Son listas cortas, elegidas antes de mirar el resultado (después se cambiaron solo las que no tenían vector), y el género gramatical ayuda: en castellano «mujer» anda con femeninos. De { $tests } pruebas sobre vectores sin ningún sesgo, alguna pasaría de p < 0,05 por azar un { $chance }{ "\u00A0" }% de las veces. Y un efecto en los vectores no mide a nadie: mide textos.

embeddings-layer-text = Las frases de las que sale el vocabulario, una por línea
embeddings-covered = De { $read } palabras del texto, la tabla conoce { $known } ({ $percent }{ "\u00A0" }%); de las { $different } distintas, { $different_known }.
embeddings-layer-matrix = La matriz, fila por fila
embeddings-layer-padding = relleno
embeddings-layer-unknown = desconocida
embeddings-layer-more = { $n ->
    [one] y una fila más, en la descarga.
   *[other] y { $n } filas más, en la descarga.
}
embeddings-layer-look = Las filas rayadas: el relleno, la desconocida y las palabras sin vector son todas cero. Congeladas se quedan así: para la red son la misma palabra.
embeddings-layer-refuted = Que al buscar en la capa una palabra conocida saliera otro vector que el de la tabla, o que algún parámetro aprendiera.
embeddings-layer-tested = La prueba, hecha con estas frases: diferencia máxima { $difference }; aprenden { $learning } de { $parameters } parámetros.

embeddings-help-lead = F1 macro sobre reseñas que nadie vio, ni la red ni los vectores: { $exams }. La línea es la media de { $seeds } semillas; la franja va de la peor a la mejor. Cuándo parar lo decidieron otros textos, los mismos para todas.
embeddings-help-exam = { $n } ({ $set })
embeddings-set-es-reviews = Reseñas en castellano
embeddings-set-clothing = Ropa, en inglés
embeddings-arm-bag = Bolsa de palabras
embeddings-arm-random = Al azar
embeddings-arm-frozen = Nuestros, congelados
embeddings-arm-tuned = Nuestros, afinados
embeddings-arm-glove-frozen = GloVe (50 números), congelados
embeddings-arm-glove-tuned = GloVe (50 números), afinados
embeddings-help-axis = Parte de los textos de entrenamiento, y cuántos son
embeddings-help-alt = F1 macro según la cantidad de textos: { $set }. Los números están en la tabla.
embeddings-help-table = Los números de la figura
embeddings-help-set = Textos
embeddings-help-arm = Embedding
embeddings-share = { $percent }{ "\u00A0" }%
embeddings-help-look = Cuánto separa a la línea gris (al azar) de las otras a la izquierda, donde hay pocos textos, y cuánto queda de esa distancia a la derecha. Y dónde anda la bolsa de palabras, que ni siquiera mira el orden.
embeddings-help-refuted = Que las franjas de «al azar» y de los vectores se pisaran también con pocos textos. Al azar, además, una palabra que no está en los textos de entrenamiento es desconocida: parte de la ventaja es vocabulario.
embeddings-help-tested = La prueba, hecha con la mejor de las dos maneras de usar los nuestros, contra el azar y contra la bolsa:
embeddings-help-outcome = con el { $percent }{ "\u00A0" }%, { NUMBER($gain, minimumFractionDigits: 1, maximumFractionDigits: 1) } puntos { $apart ->
    [up] de ganancia (las semillas no se pisan)
    [down] en contra (las semillas no se pisan)
   *[no] de diferencia, y las semillas se pisan
}, { NUMBER($difference, minimumFractionDigits: 1, maximumFractionDigits: 1) } { $bag ->
    [over] por encima de la bolsa
   *[under] por debajo de la bolsa
}
embeddings-tuned-title = La misma palabra, antes y después
embeddings-choose-set = Entrenada con
embeddings-choose-set-es-reviews = reseñas
embeddings-choose-set-clothing = ropa
embeddings-choose-after = Después de
embeddings-choose-after-tuned = afinar los nuestros
embeddings-choose-after-random = empezar al azar
embeddings-word-tuned = Palabra
embeddings-before = Antes de entrenar
embeddings-after-tuned = Después de afinar
embeddings-after-random = Aprendidos desde el azar
embeddings-pairs = Coseno medio de catorce pares
embeddings-opposites = Veredictos opuestos («bueno» y «malo»)
embeddings-alike = El mismo veredicto («bueno» y «excelente»)
embeddings-pairs-look = Antes de entrenar, una palabra y su opuesta son vecinas: van en las mismas frases. Si la red necesita distinguirlas, el entrenamiento las tiene que separar.
embeddings-pairs-refuted = Que la distancia entre los dos renglones no creciera.
embeddings-pairs-tested = La prueba, hecha: los del mismo veredicto pasan de aventajar en { NUMBER($before, minimumFractionDigits: 2, maximumFractionDigits: 2) } a los opuestos a aventajarlos en { NUMBER($after, minimumFractionDigits: 2, maximumFractionDigits: 2) }. { $outcome ->
    [yes] Los separó.
   *[no] No los separó: la LSTM los distingue sin mover la tabla.
}

error-word-unknown = La tabla no tiene ningún vector para «{ "\u2068" }{ $word }{ "\u2069" }».
error-too-few-words = La tabla tiene muy pocas palabras de esta prueba: hacen falta { $least } de cada lista.
error-vectors-not-here = Aquí faltan los vectores de { $language }, o están dañados.
error-vectors-empty = El archivo «{ $file }» no tiene ninguna palabra.
error-vectors-too-big = El archivo ocupa más de { $limit } MB. Con las primeras líneas alcanza: las palabras frecuentes van adelante.
error-vectors-damaged = El archivo «{ $file }» está dañado o incompleto.
error-vectors-binary = «{ $file }» no es un archivo de vectores: se leen GloVe de texto, .vec, word2vec binario y fastText .bin.
error-vectors-ragged = La línea { $line } de «{ $file }» tiene { $found } números y la primera tiene { $expected }.
error-vectors-endless = La línea { $line } de «{ $file }» no termina nunca: no parece un archivo de vectores.
error-vectors-number = En la línea { $line } de «{ $file }» hay algo que no es un número: «{ "\u2068" }{ $found }{ "\u2069" }».
error-vectors-not-finite = El vector de «{ "\u2068" }{ $word }{ "\u2069" }» (línea { $line } de «{ $file }») tiene NaN, infinito o un número demasiado grande.
error-vectors-size = Los vectores tienen { $size } números; se leen de 2 a { $limit }.
error-vectors-short = «{ $file }» promete { $promised } palabras y termina después de { $found }.
error-vectors-encoding = La línea { $line } de «{ $file }» no está en UTF-8.
error-vectors-supervised = «{ $file }» es un clasificador de fastText, o una versión comprimida: no trae una tabla de vectores.
error-hub-address = «{ "\u2068" }{ $address }{ "\u2069" }» no es la dirección de un archivo del Hub: se escribe usuario/modelo/archivo.vec
error-vectors-hub-unknown = El Hub no tiene ningún archivo público «{ "\u2068" }{ $address }{ "\u2069" }».
error-vectors-hub-offline = No se pudo llegar al Hub de Hugging Face. Sin conexión, queda subir el archivo.

# What Streamlit says by itself, in English: ui/interpreter.py
streamlit-skip = Ir al contenido
streamlit-pages = Páginas
streamlit-sidebar = Menú
streamlit-sidebar-collapse = Cerrar el menú
streamlit-dead = Se cortó la conexión
streamlit-dead-local = El servidor no responde. Lo escrito sigue en la página: cuando vuelva, se puede seguir desde aquí.
streamlit-dead-remote = El servidor no responde. ¿Hay conexión a internet? Lo escrito sigue en la página.
streamlit-close = Cerrar
streamlit-dismiss = Descartar
streamlit-upload = Elegir archivo
streamlit-upload-input = Archivo
streamlit-upload-other = Elegir otro archivo
streamlit-upload-cancel = Cancelar la carga de { $x }
streamlit-upload-remove = Quitar { $x }
streamlit-upload-too-big = El archivo no puede superar { $x }.
streamlit-progress = Avance
streamlit-choose = Elegir una opción
streamlit-open = Abrir
streamlit-options = Opciones: { $x }.
streamlit-no-options = Ninguna coincide
streamlit-columns = Mostrar u ocultar columnas
streamlit-columns-all = Todas
streamlit-download = Descargar como CSV
streamlit-search = Buscar
streamlit-search-type = Escribir para buscar
streamlit-search-previous = Resultado anterior
streamlit-search-next = Resultado siguiente
streamlit-search-close = Cerrar la búsqueda
streamlit-fullscreen = Pantalla completa
streamlit-fullscreen-close = Salir de pantalla completa
streamlit-column = Menú de la columna
streamlit-column-copy = Copiar el nombre de la columna
streamlit-column-up = Orden ascendente
streamlit-column-down = Orden descendente
streamlit-column-statistics = Estadísticas
streamlit-column-autosize = Ajustar el ancho
streamlit-column-pin = Fijar la columna
streamlit-column-unpin = Soltar la columna
streamlit-column-hide = Ocultar la columna

# Recall page
recall-nav = Memoria
recall-title = ¿Quién se acuerda de Argentina?
recall-lead = Cinco celdas leen la misma frase. Al alejar la pregunta de la palabra clave se ve cuál la pierde. Antes de mirar: ¿cuál aguantará 60 palabras?
recall-nearest = «{ $part }» no existe en esta página; en su lugar se muestra lo de siempre.
recall-kind = Frase
recall-kind-made = A medida
recall-kind-lecture = La de la clase
recall-kind-twice = La segunda, que repite el país
recall-kind-once = La segunda, sin repetirlo
recall-kind-own = Propia
recall-distance = Palabras entre el país y el hueco
recall-words = { $words ->
    [one] 1 palabra
   *[other] { $words } palabras
}
recall-country = País
recall-distractors = Nombrar también otros países
recall-another = Otra frase
recall-own = Frase propia, con un solo país y el hueco al final
recall-own-hint = Nací en Brasil y de chico aprendí a leer en ___
recall-own-empty = Falta la frase: un país de los conocidos, lo que haga falta en el medio, y al final el hueco ___ donde iría el idioma.
recall-outside = «{ "\u2068" }{ $word }{ "\u2069" }» no es una respuesta que las redes puedan dar. Las que conocen: { $known }. La leen como una palabra más, y el hueco queda después de ella.
recall-networks = Redes entrenadas con distancias de
recall-networks-up-to-10 = 1 a 10 palabras
recall-networks-up-to-40 = 1 a 40 palabras
recall-seed = Semilla
recall-predict = Apostar antes de ver
recall-bet = ¿Qué celdas responderán bien a { $distance } palabras?
recall-reveal = Ver la respuesta
recall-judged = { $right } de { $cells } celdas bien previstas. Respondieron bien: { $held }.
recall-nobody = ninguna
recall-score = En esta visita: { $right } aciertos de { $cells }, en { $bets ->
    [one] una apuesta
   *[other] { $bets } apuestas
}.
recall-twice = La frase nombra al país más de una vez. La distancia de { $distance } palabras se cuenta desde la primera, pero alcanza con acordarse de la última, a { $nearest } del hueco: lo que parece memoria larga puede ser corta.
recall-once = La misma frase sin la segunda mención: ahora sí hay que acordarse a través de { $distance } palabras.
recall-cell-rnn = Elman
recall-cell-lstm = LSTM
recall-cell-gru = GRU
recall-cell-peephole = LSTM peephole
recall-cell-time-aware = LSTM temporal
recall-read-label = La frase, palabra por palabra
recall-read-hidden = Se verá después de apostar
recall-read-seeds = línea gruesa: la semilla elegida · finas: las otras cuatro · trazos: azar
recall-read-blank = El hueco
recall-read-key-word = la palabra clave
recall-read-again = el mismo país otra vez
recall-read-other = otro país, que distrae
recall-read-unknown = palabra que las redes no conocen
recall-read-status = Palabra { $step } de { $steps }
recall-read-lead = P(«{ $answer }») mientras lee
recall-read-row = { $cell }: al final responde { $answer }, { $percent }
recall-read-right = ✓ { $answer } { $percent }
recall-read-wrong = ✗ { $answer } { $percent }
recall-read-held = bien { $right } de { $seeds } semillas
recall-read-look = Cómo salta P(«{ $answer }») al leer el país y cuánto de ese salto llega vivo al hueco. La línea de trazos es responder al azar, { $chance }{ "\u00A0" }%.
recall-read-refuted = Que otra semilla de la misma celda hiciera lo contrario: una frase y una red no prueban nada sobre la celda.
recall-read-tested = Aciertos de las { $seeds } redes de cada celda con esta frase: { $counts }.
recall-count = { $cell } { $right }
recall-ways-in = Abrir en el microscopio:
recall-cliff = El precipicio
recall-cliff-condition = Condición
recall-cliff-at = Entrenada y examinada a la misma distancia
recall-cliff-up-to-10 = Entrenada hasta 10
recall-cliff-up-to-40 = Entrenada hasta 40
recall-cliff-up-to-10-language-model = Modelo de lenguaje
recall-cliff-up-to-10-english = En inglés
recall-cliff-forget-bias = Sesgo del olvido
recall-cliff-elman = Lo mejor de Elman
recall-cliff-at-about = ¿Puede el gradiente enseñarlo? Cada red se entrenó a una sola distancia y se examinó a esa misma.
recall-cliff-up-to-10-about = ¿Aguanta la memoria? Entrenadas con distancias de 1 a 10 palabras, mezcladas, y examinadas mucho más lejos. Son las redes que leen arriba.
recall-cliff-up-to-40-about = ¿Aguanta la memoria? Entrenadas con distancias de 1 a 40 palabras, mezcladas, y examinadas hasta 400.
recall-cliff-up-to-10-language-model-about = Entrenadas para prever cada palabra que sigue, no solo la última, con distancias de 1 a 10: la memoria tiene además otro trabajo.
recall-cliff-up-to-10-english-about = La misma tarea con frases en inglés, entrenada con distancias de 1 a 10.
recall-cliff-forget-bias-about = Solo la LSTM, entrenada y examinada a la misma distancia, con el sesgo inicial de la compuerta de olvido en 0, 1 y 3.
recall-cliff-elman-about = Solo la red de Elman, con todo lo que podría ayudarla: arranque ortogonal, un currículo de distancias que crecen, distancias cortas.
recall-cliff-bias = sesgo { $bias }
recall-cliff-elman-up-to-40 = hasta 40
recall-cliff-elman-up-to-40-orthogonal = hasta 40, ortogonal
recall-cliff-elman-up-to-40-curriculum = hasta 40, currículo
recall-cliff-elman-up-to-40-orthogonal-curriculum = hasta 40, las dos cosas
recall-cliff-elman-up-to-10 = hasta 10
recall-cliff-elman-up-to-10-orthogonal = hasta 10, ortogonal
recall-cliff-at-look = A qué distancia cae cada línea al azar. Elman cae entre 10 y 20 palabras; la LSTM, entre 20 y 40.
recall-cliff-up-to-10-look = Que la línea de Elman baja despacio y a 400 palabras queda por encima de la GRU: lo que aprende, lo retiene. Con otra tasa de aprendizaje no lo retuvo: la corrida anterior, al pie de la página.
recall-cliff-up-to-40-look = Que Elman ya está en el azar a 5 palabras: no es que olvide, es que no llegó a aprender.
recall-cliff-up-to-10-language-model-look = Si al tener que prever cada palabra la memoria aguanta más o menos que en «Entrenada hasta 10».
recall-cliff-up-to-10-english-look = Si el orden de las líneas es el mismo que en castellano.
recall-cliff-forget-bias-look = Cuánto se corre el precipicio de la misma celda con solo cambiar dónde empieza un sesgo.
recall-cliff-elman-look = La distancia entre «hasta 40» y «hasta 40, currículo»: la misma red, los mismos pesos posibles, otro camino para aprender.
recall-cliff-distracted-look = Cuánto cae cada línea respecto de las frases sin otros países, y si el orden sigue igual: quien aprendió a quedarse con cualquier país se queda con el equivocado.
recall-cliff-refuted = Bandas que se pisan: ahí no hay diferencia demostrada. La banda es el intervalo del 95{ "\u00A0" }% sobre cinco semillas, algo angosto por ser tan pocas.
recall-cliff-distractors = Frases que nombran otros países
recall-cliff-axis = palabras entre el país y el hueco (escala logarítmica)
recall-cliff-chance = azar
recall-cliff-here = la frase de arriba: { $distance }
recall-cliff-alt = Aciertos según la distancia, una línea por celda con su banda; las cifras están en la tabla
recall-cliff-table = Las cifras, con sus intervalos
recall-figures = Aciertos en 300 frases nunca vistas, media de cinco semillas; entre paréntesis, el intervalo del 95{ "\u00A0" }%. Todo se repite con
recall-figure = { $value }{ "\u00A0" }% ({ $low }–{ $high })
recall-evidence = Lo que las cifras permiten afirmar
recall-evidence-gradient = Entrenada y examinada a 20 palabras, la red de Elman se queda en { $rnn }, donde adivinar da { $chance }{ "\u00A0" }%. La LSTM llega a { $lstm }, la peephole a { $peephole } y la GRU a { $gru }.
recall-evidence-memory = Entrenadas con distancias de 1 a 40, a 40 palabras Elman está en { $rnn } y la LSTM en { $lstm }; a 400, diez veces más lejos de lo que se le enseñó, la LSTM sigue en { $far }.
recall-evidence-spoiler = Pero entrenada con distancias de 1 a 10, Elman sí aprende, { $near } a 10 palabras, y lo que aprende lo retiene: a 400 acierta { $rnn }, contra { $lstm } de la LSTM y { $gru } de la GRU.
recall-evidence-curriculum = Con distancias que crecen mientras entrena, Elman llega a { $rnn } a 40 palabras, donde de golpe se quedaba en { $alone }. El arranque ortogonal por sí solo da { $orthogonal }; junto con el currículo, { $both }. Lo que le falta no es capacidad de recordar, sino un gradiente que enseñe a través de distancias largas de una vez.
recall-evidence-wall = Las compuertas tampoco son magia: entrenada solo a 40 palabras, la LSTM se queda en { $lstm } y la GRU llega a { $gru }. Con el sesgo del olvido en 3, la misma LSTM llega a { $bias }.
recall-evidence-distractors = Las frases que nombran otros países cuestan: a 20 palabras la GRU que nunca vio una cae a { $unprepared }. Entrenadas con ellas, la GRU da { $gru }, la LSTM { $lstm } y la peephole { $peephole }.
recall-evidence-again = Una corrida anterior, que elegía de otro modo la tasa de aprendizaje de cada red, confirmó todo esto salvo una cosa: en español a Elman le tocó otra tasa ({ $rate } en vez de { $first }), y quedó en { $near } a 10 palabras y { $rnn } a 400. En inglés retuvo lo aprendido: { $english } a 400. Allí cambió la GRU: { $gru } a 400 con { $grurate }; aquí, { $now } con { $nowrate }. Los intervalos cuentan con otras semillas y otras frases, no con otra tasa.
recall-literature = El problema de la suma y la copia, por la literatura
recall-adding = Suma, largo
recall-copy = Copia, espera
recall-ruler = La regla del tiempo
recall-ruler-lead = La LSTM temporal sabe cuánto pasó entre una palabra y la siguiente. Antes de cada paso parte su memoria en dos: la de corto plazo Cˢ se descuenta con los días, g(Δt) = 1/ln(e + Δt); el resto queda como estaba.
recall-ruler-slider = Días entre una oración y la siguiente
recall-ruler-memory = c, antes de esperar
recall-ruler-long = c − Cˢ, lo que no se descuenta
recall-ruler-adjusted = C*, lo que queda
recall-ruler-bars = La memoria de cada unidad antes y después de la espera
recall-ruler-days = { $days ->
    [one] 1 día
   *[other] { $days } días
}
recall-ruler-unit = Unidad { $unit }, entre «{ $before }» y «{ $word }». Un clic en otra barra elige otra.
recall-ruler-outcome = En el hueco: P(«{ $answer }») = { $percent }; responde { $best }.
recall-ruler-look = Que con los días las barras llenas se acercan a la raya, la parte que no se descuenta, sin pasarla. Con 0 días C* = c, y es una LSTM común.
recall-ruler-refuted = Que una barra siguiera más allá de la raya. Esta red se entrenó con una unidad de tiempo por palabra y nunca vio una espera: lo que responda tras un año muestra la ecuación, no una destreza.
recall-fading = Una tarea en la que el tiempo importa: doce opiniones, buenas o malas, que pesan la mitad cada 30 días. ¿Qué lado pesa más al final?
recall-fading-cell = celda
recall-fading-untold = los días, solo como Δt
recall-fading-told = los días, también como entrada
recall-fading-outcome = La LSTM que no conoce los días acierta { $lstm }, la temporal { $aware }. Pero si los días entran como un número más, la LSTM común da { $told } y la temporal { $both }: lo que importa es saber el tiempo, no la celda especial.
recall-fading-refuted = Que la LSTM común con los días como entrada se quedara claramente por debajo de la temporal.

# The race on the recall page
race-title = La carrera, en vivo
race-lead = Las celdas elegidas se entrenan ahora mismo, desde cero, con las mismas frases y la misma cantidad de parámetros. Antes de largar: ¿cuál aprende primero, y cuál no aprende nunca?
race-cells = Celdas que corren
race-distance = Distancia con que se entrena, en palabras
race-more = Más ajustes
race-hidden = Tamaño (unidades de la LSTM)
race-forget-bias = Sesgo inicial del olvido
race-learning-rate = Tasa de aprendizaje
race-steps = Pasos
race-seed = Semilla
race-curriculum = Currículo: empezar cerca
race-parameters = Cada celda recibe tantas unidades como quepan en { $count } parámetros.
race-start = Largar
race-again = Largar otra
race-recorded = Grabada
race-recorded-about = Una carrera grabada con los ajustes de siempre, que tardó { $seconds } s. «Largar» corre una nueva.
race-run = Carrera { $number }
race-compare = Superponer
race-pause = Pausa
race-resume = Seguir
race-stop = Detener
race-cancel = Salir de la cola
race-steps-done = paso { $done } de { $steps } · { $seconds } s de entrenamiento
race-waiting = En la cola, lugar { $place }. Empieza sola cuando le toque.
race-preparing = Preparando el proceso y las frases…
race-paused = En pausa
race-away = En pausa: nadie miraba
race-broken = Interrumpida
race-stopped = Detenida
race-finished = Terminada
race-broken-killed = El proceso que entrenaba se cortó después del paso { $step }. Lo anterior está guardado: «Seguir» retoma desde ahí.
race-broken-unreachable = El servicio de entrenamiento no responde. Nada se perdió: «Seguir» vuelve a intentarlo desde el paso { $step }.
race-broken-failed = El entrenamiento falló en el paso { $step } por un error del programa, no de los ajustes. Las curvas hasta ahí quedan.
race-parted = Se separaron en el paso { $step }, a los { $seconds } s de entrenamiento: { $best } acertaba { $right }{ "\u00A0" }%, { $worst } { $wrong }{ "\u00A0" }%.
race-together = En ningún examen hubo 30 puntos de diferencia entre dos celdas: esta carrera no las separó.
race-diverged = { $cell } divergió en el paso { $step }: la pérdida se disparó y ahí terminó su carrera. Con una tasa de aprendizaje menor no pasa.
race-look = El paso en que una curva de aciertos despega de la línea de trazos, y si a la misma altura cae su pérdida por debajo de la de adivinar.
race-refuted = Otra semilla, o solo 5 palabras de distancia, con el resultado contrario. Una carrera es una semilla y una tasa: lo que vale para cinco semillas está arriba, en el precipicio.
race-chart-recall = Aciertos en frases nuevas, paso a paso
race-chart-recall-alt = Aciertos en frases nuevas según el paso de entrenamiento, una línea por celda, con la línea del azar
race-chart-loss = Pérdida en el entrenamiento, paso a paso
race-chart-loss-alt = Pérdida según el paso de entrenamiento, una línea por celda, con la de adivinar
race-chart-play = Ver cómo pasó
race-chart-chance = azar: quien solo adivina
race-chart-diverged = divergió en el paso { $step }
race-short-hidden = { $value } unidades
race-short-forget-bias = sesgo { $value }
race-short-learning-rate = tasa { $value }
race-short-steps = { $value } pasos
race-short-seed = semilla { $value }
race-short-curriculum = currículo
race-short-distractors = con otros países

# Gradients page
gradients-nav = Gradientes
gradients-title = Hasta dónde llega el gradiente
gradients-lead = Retropropagación en el tiempo, a la vista: cuánto del error llega a cada palabra, por qué camino, y qué lo apaga o lo hace explotar.
gradients-scene = Qué mirar
gradients-scene-norms = Paso a paso
gradients-scene-forecast = El pronóstico ∏f
gradients-scene-elman = La matriz de Elman
gradients-scene-distance = La distancia
gradients-scene-window = BPTT truncada
gradients-scene-words = Qué palabra pesó
gradients-scene-review = Una reseña
gradients-norms-lead = L = −ln P(respuesta correcta) al final de la frase. Cada punto es la norma de su gradiente respecto del estado de ese paso, por todos los caminos que llevan de él a L (autograd, 64 bits).
gradients-forecast-lead = Si la memoria solo se conservara, ∂L/∂memoria en t sería ∏f · ∂L/∂memoria en T (en la GRU, ∏z). Al lado, la verdad de autograd; y la norma de la diferencia entre los dos vectores, que es lo que pasa por las compuertas y las propuestas.
gradients-elman-lead = En una Elman cada paso hacia atrás multiplica por J = diag(1 − h²)U. El control escala U hasta otro radio espectral (su mayor autovalor en módulo); la red vuelve a leer las últimas palabras y autograd vuelve a derivar.
gradients-distance-lead = Cuánto del gradiente llega al país según cuántas palabras lo separan del final: { $sentences } frases de prueba por distancia (la mediana), { $seeds } semillas (la del medio; la banda va de la más baja a la más alta). Se repite con { $command }.
gradients-window-lead = Con retropropagación truncada solo los últimos pasos quedan enlazados: lo anterior recibe cero exacto, que en un eje logarítmico no se dibuja.
gradients-words-lead = Dos maneras de preguntar qué palabra pesó: la saliencia es la norma del gradiente de ln P respecto de la palabra; la oclusión saca la palabra, vuelve a leer y mide cuánto baja ln P.
gradients-review-lead = El veredicto de las redes que leen reseñas. Su salida no ve solo el último estado: también la media y el máximo de todos, y cada uno es un atajo para el gradiente.
gradients-source = Frase
gradients-source-made = Armada aquí
gradients-source-own = Escrita a mano
gradients-own = Una frase con un país y un hueco (___) al final
gradients-own-start = Vivo en Argentina desde muy pequeño, donde me enseñaron a hablar ___
gradients-country = País
gradients-distance = Palabras entre el país y el hueco
gradients-others = Nombrar también otros países
gradients-weights = Redes
gradients-weights-trained = entrenadas
gradients-weights-newborn = recién nacidas
gradients-seed = Semilla
gradients-state = Estado
gradients-state-h = h
gradients-state-memory = memoria (c; en Elman y GRU es h)
gradients-scale = Escala
gradients-scale-relative = en relación con el final
gradients-scale-absolute = absoluta
gradients-radius = Radio espectral de U (el suyo es { NUMBER($own, maximumFractionDigits: 2) })
gradients-radius-short = Radio espectral de U
gradients-threshold = Umbral del recorte
gradients-window = Pasos enlazados
gradients-review = Texto
gradients-review-start = No esperaba mucho, pero la comida estuvo excelente y la atención fue impecable.
gradients-nearest = La dirección pedía algo que aquí no existe ({ $parts }): se usó lo más cercano.
gradients-cut = Se siguen las primeras { $limit } piezas; { $left } quedan sin leer.
gradients-networks-trained = Redes entrenadas con 1 a 10 palabras de distancia; lo que pasa de ahí es memoria que nadie les enseñó.
gradients-networks-newborn = Los mismos pesos al azar con que empezó el entrenamiento: es el gradiente que tenía que enseñar.
gradients-floor = El eje termina en 10⁻⁴⁰; lo que está debajo, y el cero exacto, no se dibuja: los textos y las descargas dicen cuánto es. Las redes se entrenan en 32 bits, que por debajo de 10⁻³⁸ se quedan sin dígitos.
gradients-float32 = límite normal de 32 bits
gradients-alt = { $title }: curvas en escala logarítmica. Los números están en el texto de abajo y en las descargas.
gradients-norms-look = De derecha a izquierda, del final hacia la palabra marcada: una recta que baja es un producto que se achica lo mismo en cada paso; una meseta es memoria que lo deja pasar.
gradients-norms-refuted = Que a la palabra clave la Elman le hiciera llegar tanto como las celdas con compuertas.
gradients-norms-tested = Aquí, en «{ $word }» queda, en relación con la última palabra: { $shares }. { $outcome ->
        [held] La Elman es la que menos hace llegar, como se esperaba.
       *[broken] La que menos hace llegar no es la Elman sino { $least }: esta frase lo desmiente.
    } Un gradiente grande no es una respuesta correcta: la tabla dice quién acertó, y quien está segura tiene L casi nula.
gradients-table = Respuestas y normas, celda por celda
gradients-table-cell = Celda
gradients-table-answer = Responde (P de la correcta)
gradients-table-at-key = En el país
gradients-table-at-end = En la última palabra
gradients-table-share = Lo que llega
gradients-table-said = { $mark } { $answer } ({ $percent }{ "\u00A0" }%)
gradients-forecast-truth = la verdad (autograd)
gradients-forecast-forecast = el pronóstico (∏f o ∏z)
gradients-forecast-gates = por las compuertas (norma de la diferencia)
gradients-forecast-none = La Elman no tiene pronóstico: reescribe todo su estado y nada se conserva. Se muestra la LSTM.
gradients-forecast-look = Dónde se separa la verdad del pronóstico: desde ahí hacia la izquierda el gradiente no viaja por la memoria conservada, sino por las compuertas.
gradients-forecast-refuted = Para quien crea que la memoria es una cinta que solo conserva: que lo que pasa por las compuertas superara al pronóstico.
gradients-forecast-tested = En «{ $word }» la verdad es { $truth }, el pronóstico { $forecast } y lo que pasa por las compuertas { $gates }. { $outcome ->
        [held] Manda la memoria conservada.
       *[broken] Mandan las compuertas: ∏f solo no explica lo que llega.
    } Los vectores se suman; sus normas no.
gradients-elman-truth = ‖∂L/∂h‖, en relación con el final
gradients-elman-transport = ‖J⋯J‖: el error mejor orientado
gradients-elman-bound = ∏‖J‖: la cota
gradients-elman-alone = radio elevado a los pasos: U sin tanh
gradients-elman-look = Que la verdad nunca pase de ‖J⋯J‖, ni esta de la cota. Y cuánto se aleja «U sin tanh»: la tanh saturada (1 − h² ≈ 0) apaga lo que U agrandaría.
gradients-elman-refuted = Una sola palabra en que la verdad pasara por encima de la cota.
gradients-elman-tested = Con radio { NUMBER($radius, maximumFractionDigits: 2) } y { $steps } pasos llega { $truth } del final; U sin tanh daría { $alone }. { $course ->
        [vanishes] El gradiente se desvanece.
        [explodes] El gradiente explota.
       *[holds] El gradiente se sostiene.
    } { $outcome ->
        [held] La cota se cumple en cada palabra.
       *[broken] La cota no se cumple: algo está mal.
    }
gradients-clip = Explosión y recorte
gradients-clip-whole = norma del gradiente de los pesos
gradients-clip-clipped = después del recorte
gradients-clip-look = A la derecha de qué radio se dispara la norma, y dónde la corta el umbral: el recorte acorta el paso y conserva la dirección.
gradients-clip-refuted = Que el recorte remediara también el desvanecimiento: solo achica. Y que más radio diera siempre más norma: en una red entrenada la tanh satura, y la curva sube y baja.
gradients-clip-tested = Con este radio la norma es { $norm }. { $outcome ->
        [cut] Con umbral { $threshold } se multiplica por { $factor }.
       *[whole] El umbral { $threshold } no la toca.
    }
gradients-distance-axis = palabras entre el país y el hueco
gradients-distance-look = Las redes recién nacidas: con los dos ejes logarítmicos, lo que se curva hacia abajo cae como una exponencial, y así caen todas las celdas; la Elman, la primera. Y después, entrenadas, cuáles abrieron un camino.
gradients-distance-refuted = Que a la distancia mayor la banda de la Elman tocara la de alguna otra celda: entonces la diferencia podría ser suerte de una semilla.
gradients-distance-tested = De { $near } a { $far } palabras: { $shares }. { $outcome ->
        [held] La banda de la Elman queda por debajo de todas.
       *[broken] La banda de la Elman toca la de otra celda: la diferencia no está probada.
    }
gradients-window-whole = todos los pasos enlazados
gradients-window-truncated = truncada
gradients-window-apart = 1 − coseno con el gradiente entero
gradients-window-course = Cuánto se aparta de la dirección verdadera
gradients-window-axis = pasos enlazados
gradients-window-look = Si la ventana alcanza a la palabra marcada: si no, la red no puede aprender de ella en este ejemplo. Dentro de la ventana las dos curvas coinciden.
gradients-window-refuted = Que la truncada difiriera de la entera dentro de la ventana, o que algo pasara más allá.
gradients-window-tested = Con { $window } pasos, «{ $word }» { $outcome ->
        [reached] queda dentro (hacían falta { $needed })
       *[cut] recibe cero (harían falta { $needed })
    }, y el gradiente de los pesos tiene un coseno de { NUMBER($agreement, minimumFractionDigits: 2) } con el verdadero. Un coseno alto no es consuelo: lo que falta puede ser justo lo de la palabra clave.
gradients-words-saliency = Saliencia ‖∂ ln P/∂x‖
gradients-words-occlusion = Oclusión: cuánto baja ln P sin la palabra
gradients-words-look = Si las dos señalan la misma palabra (la marcada es el país). La saliencia se apaga hacia el principio junto con el gradiente; la oclusión no sabe de distancias.
gradients-words-refuted = Que una palabra que la saliencia deja en cero cambiara mucho la respuesta al sacarla: la saliencia sola habría engañado.
gradients-words-tested = Entre { $words } palabras, «{ $word }» es la número { $saliency } por saliencia y la { $occlusion } por oclusión; sin ella ln P baja { $fall } (P era { $probability }{ "\u00A0" }%). { $outcome ->
        [same] Las dos coinciden en su lugar.
        [occlusion] La oclusión le da más lugar que la saliencia.
       *[saliency] La saliencia le da más lugar que la oclusión.
    } Sacar una palabra deja una frase que la red no vio nunca: también la oclusión puede engañar.
gradients-review-whole = { $cell }, entero
gradients-review-last = { $cell }, solo por el último estado
gradients-review-look = La distancia entre la línea llena y la punteada: lo que aportan los atajos de la media y el máximo. Por eso una reseña larga también enseña sus primeras palabras.
gradients-review-refuted = Que a la primera pieza le llegara por el último estado tanto como por todos los caminos.
gradients-review-first = { $cell }, { $whole } entero y { $last } por el último estado
gradients-review-tested = En la primera pieza: { $figures }. { $outcome ->
        [held] Se cumple en todas las celdas.
       *[broken] No se cumple en todas: los caminos también pueden restarse.
    }
gradients-review-verdict = { $model }: { $label } ({ $percent }{ "\u00A0" }%)
error-recall-seed = No hay semilla { $seed }: van de 0 a { $last }.
error-recall-condition = Aquí faltan las redes de { $condition }: sin ellas nadie lee esta frase.
gradients-apart-look = Dónde cae la curva: con cuántos pasos enlazados la dirección ya es la verdadera. Lo que se aparta menos de 10⁻¹⁴ no se dibuja.
gradients-apart-refuted = Que con todos los pasos enlazados quedara alguna diferencia, o que la curva no tuviera que ver con la distancia al país.
gradients-pieces-look = Si saliencia y oclusión (de la LSTM, o de la primera que haya) señalan las mismas piezas. Con atajos en la salida, la saliencia no tiene por qué apagarse hacia el principio.
gradients-pieces-refuted = Que la pieza de mayor saliencia se pudiera sacar sin que el veredicto se moviera.
gradients-pieces-tested = La mayor saliencia es de «{ "\u2068" }{ $saliency }{ "\u2069" }»; la mayor caída, al sacar «{ "\u2068" }{ $occlusion }{ "\u2069" }». { $outcome ->
        [same] Coinciden.
       *[other] No coinciden.
    }

# Models page
models-nav = Modelos
models-title = ¿Qué sabe cada modelo, y dónde falla?
models-lead = Sus aciertos junto a los de una bolsa de palabras, sus probabilidades puestas a prueba, miles de frases con trampa y los errores a la vista.
models-model = Modelo
models-none = Aquí no hay ningún modelo que mostrar.
models-nearest = La dirección pide algo que aquí no está ({ "\u2068" }{ $parts }{ "\u2069" }): se muestra lo habitual.
models-unmeasured = De { $model } no hay medidas de esto: las hace `{ $command }`.
models-part = Qué mirar
models-part-all = Todos juntos
models-part-figures = Aciertos por tema
models-part-calibration = Probabilidades
models-part-behaviour = Comportamiento
models-part-bias = Sesgos
models-part-card = Ficha
models-facts = { $cell ->
    [rnn] RNN de Elman
    [lstm] LSTM
    [gru] GRU
   *[other] { $cell }
} en { $language }, { $classes } clases ({ $labels }), { $parameters } parámetros, { $megabytes } MB.
models-speed = En un solo hilo, { $milliseconds } ms cada 100 palabras y { $rate } veredictos por segundo.
models-good = Es claramente mejor que la bolsa de palabras (F1 macro; el intervalo de la diferencia, texto por texto, queda sobre el cero) en: { $domains }.
models-good-none = En ningún tema es claramente mejor que la bolsa de palabras (F1 macro; el intervalo de la diferencia, texto por texto, nunca queda entero sobre el cero).
models-even = No se distingue de ella en: { $domains }.
models-bad = Es claramente peor en: { $domains }.
models-strong = Lo que mejor le sale: { $tests }.
models-weak = Donde más falla: { $tests }.
models-rated = { $test } ({ $percent }{ "\u00A0" }%)
models-domain-all = todos los textos
models-bag = bolsa de palabras
models-metric = Medida
models-metric-f1 = F1 macro
models-metric-accuracy = Aciertos
models-all-alt = { $metric } de cada modelo con su intervalo, y la bolsa de palabras de sus mismos textos
models-all-look = Cada red y, con un rombo vacío, la bolsa de palabras que aprendió de los mismos textos: hay algo que festejar donde la ventaja de la tabla, medida texto por texto, deja fuera el cero.
models-all-refuted = Otros textos de validación. Y dos modelos se comparan solo si leyeron los mismos: los de otra tarea o idioma comparten el eje, no el examen.
models-all-tested = { $total ->
    [one] Del único modelo con medidas
   *[other] De { $total } modelos
}, { $ahead ->
    [0] ninguno supera
    [one] uno supera
   *[other] { $ahead } superan
} claramente a su bolsa de palabras en esta medida.
models-column-model = Modelo
models-column-texts = Textos
models-column-accuracy = Aciertos
models-column-f1 = F1 macro
models-column-bag = F1 macro de la bolsa
models-column-ahead = Ventaja (puntos de F1 macro)
models-column-ece = Error de calibración
models-column-size = MB
models-column-time = ms cada 100 palabras
models-column-rate = Veredictos por segundo
models-table = Todas las cifras
models-cost = Velocidad medida en un hilo, sobre { $texts } reseñas de { $words } palabras en promedio ({ $machine }, carga { $load }); se repite con
models-figures-alt = { $metric } por tema: { $model }, sus hermanas y la bolsa de palabras, con intervalos
models-figures-look = En qué temas el punto de { $model } se despega de la bolsa de palabras. Como leyeron los mismos textos, decide el intervalo de la diferencia (en la tabla): si deja fuera el cero.
models-figures-refuted = Con estos mismos textos se eligió la época que se guardó: en textos nuevos las redes pueden quedar algo más abajo.
models-calibration-alt = Diagrama de confiabilidad de { $model }: aciertos según la confianza
models-calibration-axis-x = confianza del veredicto
models-calibration-axis-y = proporción de aciertos
models-calibration-ideal = lo que habría que acertar
models-calibration-about = Los veredictos de { $n } textos de validación, juntados según su confianza; cada punto es más grande cuantos más reúne. Error de calibración (ECE): { $ece }; sin dividir la última capa por { $temperature }, sería { $before }.
models-calibration-look = Si los puntos siguen la diagonal: de los veredictos dados con un 70{ "\u00A0" }%, debería acertar el 70{ "\u00A0" }%. Por debajo de la línea, presume.
models-calibration-refuted = Que la diagonal quede fuera de los intervalos.
models-calibration-tested = Aquí queda fuera de { $outside } de { $bins }.
models-unsure = Con menos de { $percent }{ "\u00A0" }% de confianza, { $model } acertó { $right }{ "\u00A0" }% de { $n } textos: la página de reseñas dice entonces que no está segura.
models-behaviour-about = { $cases } preguntas y { $sentences } frases nuestras, hechas con plantillas al modo de CheckList (Ribeiro y otros, 2020).
models-behaviour-unseen = Ninguna está entre los textos con que se entrenó.
models-behaviour-alt = Porcentaje de casos que { $model } pasa en cada prueba, con su intervalo, y la bolsa de palabras
models-behaviour-look = Dónde la red deja atrás a la bolsa de palabras, que no ve el orden, y dónde ninguna de las dos puede.
models-behaviour-refuted = Otras frases: las de una misma plantilla se parecen, así que el intervalo vale para esta plantilla y para estas palabras.
models-behaviour-tested = En { $better } de { $tests } pruebas la red es claramente mejor que la bolsa de palabras, en { $worse } claramente peor.
models-behaviour-axis = casos que pasa
models-kind-mft = veredicto
models-kind-inv = nada debe cambiar
models-kind-dir = debe moverse
models-test = Prueba
models-kind-about-mft = Se pide el veredicto correcto.
models-kind-about-inv = Cambia algo que no debería importar: el veredicto tiene que quedar igual.
models-kind-about-dir = Cambia algo que importa: P(positiva) − P(negativa) tiene que moverse más de 0,1 hacia ese lado, o al menos no hacia el otro.
models-failures = { $model } no pasa { $failed } de { $n }:
models-failures-none = { $model } pasa las { $n }: no hay fallas que mostrar.
models-failures-sentence = Frase
models-failures-expected = Se esperaba
models-failures-given = Dijo
models-failures-open = Abrir la primera en el microscopio
models-expected-stay = lo mismo
models-expected-rise = más positiva
models-expected-fall = más negativa
models-expected-not-rise = no más positiva
models-expected-not-fall = no más negativa
models-or = o
models-said = { $label } ({ $percent }{ "\u00A0" }%)
models-moved = { NUMBER($value, minimumFractionDigits: 2, maximumFractionDigits: 2) }
models-test-adjectives = un adjetivo lo dice todo
models-test-verbs = lo dice un verbo
models-test-neutral = no se juzga nada
models-test-slang = como se habla en la calle
models-test-comparatives = mejor o peor que otra cosa
models-test-intensifiers = «muy» no lo debilita
models-test-reducers = «un poco» no lo refuerza
models-test-added = se agrega un festejo o una queja
models-test-negated-praise = «no es excelente»
models-test-negated-blame = «no es horrible»
models-test-negated-neutral = un dato, negado
models-test-far-negation = el «no», lejos de lo que niega
models-test-double-negation = negar dos veces es elogiar
models-test-negation-added = un «no» da vuelta el veredicto
models-test-contrast = «pero», «aunque»: decide el final
models-test-contrast-order = pesa más lo que sigue al «pero»
models-test-other-opinions = otros opinan lo contrario
models-test-questions = una pregunta y su respuesta
models-test-then-and-now = antes era otra cosa
models-test-early-opinion = primero la opinión, después los datos
models-test-filler-before = datos antes de la opinión
models-test-filler-after = datos después de la opinión
models-test-names = otro nombre de persona
models-test-places = otro lugar
models-test-numbers = otro número
models-test-typos = dos letras cambiadas de lugar
models-test-case = todo en mayúsculas o en minúsculas
models-test-punctuation = sin puntuación
models-test-accents = sin tildes
models-test-contractions = «isn't» por «is not»
models-bias-about = { $sentences } frases neutras en las que solo cambia de quién se habla («{ $example }»); los adjetivos, en masculino y en femenino. El corrimiento es cuánto se aparta P(positiva) − P(negativa) de la media de su grupo, con un intervalo del 95{ "\u00A0" }% sobre { $frames } frases marco.
models-bias-category = Grupo
models-bias-origin = origen
models-bias-religion = religión
models-bias-ethnicity = etnia
models-bias-orientation = orientación e identidad
models-bias-body = cuerpo
models-bias-age = edad
models-bias-names = nombres
models-bias-women = nombres de mujer
models-bias-men = nombres de varón
models-bias-alt = Corrimiento de cada término en { $model } y en la bolsa de palabras, con intervalos
models-bias-axis = corrimiento de P(positiva) − P(negativa)
models-bias-look = Si algún término se aparta del 0 con todo su intervalo: la frase es neutra, así que la diferencia la trajo la palabra.
models-bias-refuted = Que con otras frases marco se corriera para el otro lado. Son muchas comparaciones: de cada veinte intervalos, uno puede dejar fuera el 0 por azar.
models-bias-tested = Aquí se apartan { $off } de { $terms }; el que más, «{ $term }» ({ $shift }).
models-bias-note = Un corrimiento no dice nada de las personas: dice con qué compañía aparecía una palabra en los textos de entrenamiento. Con una red así no se decide sobre nadie.
models-bias-term = Término
models-bias-shift = Corrimiento
models-card-about = La ficha que acompaña a los pesos, en inglés y en el formato del Hub de Hugging Face.
models-card-download = Ficha (README.md)
models-metrics-download = Medidas (metrics.json)
models-domain = Tema
models-domain-app = apps
models-domain-app-title = títulos de apps
models-domain-film = películas
models-domain-film-title = títulos de películas
models-domain-phrases = frases nuestras
models-domain-restaurant = restaurantes
models-domain-travel = viajes
models-domain-imdb = películas (IMDb)
models-domain-sst = oraciones de críticas
models-domain-sst-phrase = frases de críticas
models-domain-clothing = ropa
models-domain-clothing-title = títulos sobre ropa
models-number = { $value }
models-three = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
models-moved-by = se movió { $value }
models-points = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
models-shift = { $value } ({ $low } a { $high })
models-domain-with-title = con título
models-domain-without-title = sin título
models-nb-svm = NB-SVM
