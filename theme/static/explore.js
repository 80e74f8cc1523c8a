// Moves every <figure class="explore">: looks up the integers of the state that the
// controls name, and rewrites marks, sentence and tables. explore/page.py wrote them.
(() => {
  const tenth = v => Math.floor(v * 10 + 0.5) / 10;
  const formats = {};
  const print = (mark, q) => {
    if (mark.words) return mark.words[q];
    const d = mark.decimals;
    formats[d] ??= new Intl.NumberFormat('en', {minimumFractionDigits: d, maximumFractionDigits: d});
    return formats[d].format(q / 10 ** d) + (mark.unit ?? '');
  };
  const height = (mark, q) => tenth(mark.a + mark.b * (mark.log ? Math.log10(q) : q));
  const ring = (xs, ys) => 'M' + xs.map((x, i) => x + ' ' + ys[i]).join('L');

  const middle = (edges, i) => tenth((edges[i] + edges[i + 1]) / 2);
  // Grids keep all their rows; the one that the slider along y names is shown
  const row = (m, at) => m.rows ? m.now.slice(at.y * m.shape[1], (at.y + 1) * m.shape[1]) : m.now;

  // Columns of a values table: how a number is printed, and the integers
  const columnsOf = (m, at) => {
    const rows = m.prints ?? (m.kind === 'band' ? [m, m] : [m]), n = m.n / rows.length;
    return m.rows ? [[m, row(m, at)]] : rows.map((how, k) => [how, m.now.slice(k * n, (k + 1) * n)]);
  };
  const shape = (corners, x, y, r) => {
    if (corners.length) return ring(corners.map(([u]) => tenth(x + u * r)), corners.map(([, v]) => tenth(y + v * r))) + 'Z';
    r = tenth(r);   // so that each arc is exactly half a circle
    const arc = `a${tenth(r)} ${tenth(r)} 0 1 0`;
    return `M${tenth(x - r)} ${tenth(y)}${arc} ${tenth(2 * r)} 0${arc} ${tenth(-2 * r)} 0Z`;
  };

  // One function a kind of mark: (mark, its element, integers, positions along x and y, marks by name)
  const draw = {
    line: (m, el, q) => el.setAttribute('d', ring(m.x, q.map(v => height(m, v)))),
    band: (m, el, q) => {
      const y = q.map(v => height(m, v)), n = m.x.length;
      el.setAttribute('d', ring([...m.x, ...m.x.slice().reverse()], [...y.slice(0, n), ...y.slice(n).reverse()]) + 'Z');
    },
    bars: (m, el, q) => [...el.children].forEach((rect, i) => {
      const y = height(m, q[i]);
      rect.setAttribute('y', tenth(Math.min(y, m.a)));
      rect.setAttribute('height', tenth(Math.abs(y - m.a)));
    }),
    dot: (m, el, _, at, marks) => {
      const line = marks[m.on];
      el.setAttribute('cx', line.x[at.x]);
      el.setAttribute('cy', height(line, line.now[at.x]));
    },
    slice: (m, el, _, at) => {   // the row of the cross on the lower stage
      const y = row(m, at).map(v => height(m, v));
      el.children[0].setAttribute('d', ring(m.x, y));
      el.children[1].setAttribute('cx', m.x[at.x]);
      el.children[1].setAttribute('cy', y[at.x]);
    },
    cells: (m, el, q, at) => {   // a path for each bin, and one for the seams between them
      if (m.x) draw.slice(m, el.lastElementChild, q, at);
      if (m.drawn === q) return;
      m.drawn = q;
      const {xs, ys, bins} = m, wide = m.shape[1];
      const bin = q.map(v => { let k = 0; while (bins[k] <= v) k++; return k; });
      const paths = Array(bins.length + 1).fill('');
      let seam = '', begin = 0;
      bin.forEach((k, i) => {
        const c = i % wide, y = ys[(i - c) / wide], top = ys[(i - c) / wide + 1];
        if (!c) begin = 0;
        if (i >= wide && k !== bin[i - wide]) seam += `M${xs[c]} ${y}H${xs[c + 1]}`;
        if (c + 1 < wide && k === bin[i + 1]) return;
        paths[k] += `M${xs[begin]} ${y}H${xs[c + 1]}V${top}H${xs[begin]}Z`;
        if (c + 1 < wide) seam += `M${xs[c + 1]} ${y}V${top}`;
        begin = c + 1;
      });
      [...paths, seam].forEach((d, k) => el.children[k].setAttribute('d', d));
    },
    cross: (m, el, _, at, marks) => {
      const {xs, ys} = marks[m.on], x = middle(xs, at.x), y = middle(ys, at.y);
      const d = `M${xs[0]} ${y}H${xs.at(-1)}M${x} ${ys[0]}V${ys.at(-1)}`;
      el.children[0].setAttribute('d', d);
      el.children[1].setAttribute('d', d);
      el.children[2].setAttribute('cx', x);
      el.children[2].setAttribute('cy', y);
    },
    points: (m, el, q) => {   // agents move, nodes grow: a path for each group
      const n = m.shape[1], paths = m.corners.map(() => '');
      for (let i = 0; i < n; i++) {
        const k = q[m.n - n + i];
        const spot = m.area ? [m.x[i], m.y[i], Math.sqrt(m.area[0] + m.area[1] * q[i])]
          : [m.ax + m.bx * q[i], m.ay + m.by * q[n + i], m.r];
        paths[k] += shape(m.corners[k], ...spot);
        if (m.area) el.children[paths.length + i].setAttribute('y', tenth(spot[1] - spot[2] - 3));
      }
      paths.forEach((d, k) => el.children[k].setAttribute('d', d));
    },
    edges: (m, el, q) => {   // from q[i] to q[n + i]; an arrow in the middle
      const n = m.shape[1];
      let path = '';
      for (let i = 0; i < n; i++) {
        const x = m.x[q[i]], y = m.y[q[i]], u = m.x[q[n + i]], v = m.y[q[n + i]];
        if (q[i] === q[n + i]) continue;
        path += `M${x} ${y}L${u} ${v}`;
        if (!m.arrow) continue;
        const far = Math.sqrt((u - x) * (u - x) + (v - y) * (v - y));
        const a = (u - x) / far * 4, b = (v - y) / far * 4, c = (x + u) / 2, d = (y + v) / 2;
        path += ring([c - a - b, c + a, c - a + b].map(tenth), [d - b + a, d + b, d - b - a].map(tenth));
      }
      el.setAttribute('d', path);
    },
    table: (m, el, q) => el.querySelectorAll('td[data-q]').forEach((td, i) => {
      if (+td.dataset.q === q[i]) return;
      td.dataset.q = q[i];
      td.textContent = m.words[q[i]];
    }),
  };

  // The button after a slider moves it on, until it is pressed again or the reader moves anything
  function play(button) {
    const slider = button.previousElementSibling, name = button.textContent;
    let timer;
    const stop = () => {
      timer = clearInterval(timer);
      button.textContent = name;
    };
    const step = () => {
      slider.stepUp();
      slider.dispatchEvent(new Event('input', {bubbles: true}));
      if (slider.value === slider.max) stop();
    };
    button.addEventListener('click', () => {
      if (timer) return stop();
      if (slider.value === slider.max) slider.value = slider.min;
      button.textContent = 'Stop';
      timer = setInterval(step, 500);
    });
    button.closest('figure').addEventListener('input', event => event.isTrusted && stop());
  }

  function start(figure) {
    const data = JSON.parse(figure.querySelector('script').textContent);
    const marks = Object.fromEntries(data.marks.map(m => [m.name, m]));
    for (const m of data.marks) if (m.q) {   // undo the differences, along x or from state to state
      m.n = m.shape.reduce((a, b) => a * b);
      for (let i = 0; i < m.q.length; i++) {
        if (m.over) m.q[i] += m.q[i - m.n] ?? 0; else if (i % m.n) m.q[i] += m.q[i - 1];
      }
    }
    const shapes = [...(figure.querySelector('g.marks')?.children ?? [])];
    const tables = [...figure.querySelectorAll('table.live')];
    for (const m of data.marks) m.el = (m.kind === 'table' ? tables : shapes).shift();
    const across = data.controls.find(c => c.along === 'x')?.texts.length;
    const inputs = data.controls.map(c => [...figure.querySelectorAll(`[data-name="${c.name}"]`)]
      .filter(el => el.matches('input')));
    const details = figure.querySelector('details');
    const at = {x: 0, y: 0};   // where the controls along x and y stand
    const say = figure.querySelector('.say'), speech = figure.querySelector('.speech');

    function text(name, index, state, chosen) {
      if (name in chosen) return chosen[name];
      const readout = data.readouts[name];
      if (readout) {
        const place = readout.n > across ? at.y * across + at.x : readout.n > 1 ? at.x : 0;
        return readout.texts[readout.at[state * readout.n + place]];
      }
      return print(marks[name], index ? marks[name].now[index] : row(marks[name], at)[at.x]);
    }
    function values() {   // the columns of the values table, in the order of its head
      details.querySelectorAll('table.values').forEach(table => {
        const columns = table.dataset.of.split(' ').flatMap(k => columnsOf(data.marks[k], at));
        table.querySelectorAll('tbody tr').forEach((tr, i) => columns.forEach(([how, q], k) =>
          tr.children[k + 1].textContent = print(how, q[i])));
      });
      const y = data.controls.find(c => c.along === 'y');
      if (y) details.querySelector('[data-row]').textContent = y.texts[at.y];
    }
    function redraw() {
      let state = 0;
      const chosen = {};
      data.controls.forEach((c, k) => {
        const input = inputs[k].find(el => el.type === 'range' || el.checked);
        const i = +input.value;
        chosen[c.name] = c.texts[i];
        if (input.type === 'range') {
          input.setAttribute('aria-valuetext', c.texts[i]);
          figure.querySelector(`output[for="${input.id}"]`).value = c.texts[i];
        }
        if (c.along) at[c.along] = i; else state = state * c.texts.length + i;
      });
      for (const m of data.marks) if (m.q && m.state !== state) {
        m.now = m.q.slice(state * m.n, (state + 1) * m.n);
        m.state = state;
      }
      for (const m of data.marks) draw[m.kind](m, m.el, m.now, at, marks);
      if (details?.open) values();
      say.textContent = data.say.replace(/\{(\w+)(?:\[(\d+)\])?\}/g,
        (_, name, index) => text(name, index, state, chosen));
    }

    let quiet;
    figure.addEventListener('input', () => {
      redraw();
      clearTimeout(quiet);   // spoken once the reader has stopped moving
      quiet = setTimeout(() => { speech.textContent = say.textContent; }, 600);
    });
    details?.addEventListener('toggle', values);
    const map = data.marks.find(m => m.kind === 'cells');
    map?.el.addEventListener('click', event => {   // the cross goes where the reader points
      const {x, y} = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.el.getScreenCTM().inverse());
      const to = {x: map.xs.findIndex(v => v > x) - 1, y: map.ys.findIndex(v => v < y) - 1};
      if (to.x < 0 || to.y < 0) return;
      data.controls.forEach((c, k) => { if (c.along) inputs[k][0].value = to[c.along]; });
      map.el.dispatchEvent(new Event('input', {bubbles: true}));
    });
    figure.querySelectorAll('.play').forEach(play);
    redraw();
    figure.querySelector('.controls').hidden = false;
  }
  document.querySelectorAll('figure.explore').forEach(start);
})();
