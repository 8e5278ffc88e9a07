'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const RAMP = [[68, 1, 84], [59, 82, 139], [33, 145, 140], [94, 201, 98], [253, 231, 37]];
  const show = { inliers: true, others: true, clusters: false, heat: false };
  const control = name => document.getElementById('show-' + name);
  const fixed = (value, digits) => value.toFixed(digits).replace('-', '\u2212');

  function ramp(share) {
    const at = Math.min(Math.max(share, 0), 1) * (RAMP.length - 1);
    const i = Math.min(Math.floor(at), RAMP.length - 2);
    return 'rgb(' + RAMP[i].map((c, k) => Math.round(c + (RAMP[i + 1][k] - c) * (at - i))).join()
      + ')';
  }

  /* Neighbouring numbers get hues far apart. */
  const hue = cluster => 'hsl(' + ((cluster * 137.508) % 360).toFixed(1) + ' 75% 55%)';

  class Pair {
    constructor(section, values) {
      this.values = values;
      this.box = section.querySelector('.images');
      this.canvas = section.querySelector('canvas');
      this.views = [...section.querySelectorAll('.view')];
      this.readout = section.querySelector('.readout');
      this.empty = this.readout.textContent;
      this.scale = 0;
      this.chosen = null;
      this.pinned = false;
      this.partners = values.scales.map(s => {
        const sides = [new Map(), new Map()];
        s.matches.query.forEach((q, i) => {
          sides[0].set(q, i);
          sides[1].set(s.matches.candidate[i], i);
        });
        return sides;
      });
      this.views.forEach((view, side) => {
        view.addEventListener('pointermove', e => this.point(e, side));
        view.addEventListener('pointerdown', e => this.press(e, side));
        view.addEventListener('pointerleave', e => {
          if (e.pointerType === 'mouse' && !this.pinned) this.choose(null);
        });
        view.addEventListener('focus', () => {
          if (!this.chosen && view.matches(':focus-visible')) this.choose({ side, patch: this.first(side) });
        });
        view.addEventListener('keydown', e => this.key(e, side));
      });
      new ResizeObserver(() => this.draw()).observe(this.box);
    }

    get grid() { return this.values.scales[this.scale]; }

    /* Keyboard begins at the match that brings most. */
    first(side) {
      const m = this.grid.matches;
      if (!m.query.length) return 0;
      let best = 0;
      m.share.forEach((s, i) => { if (s > m.share[best]) best = i; });
      return (side ? m.candidate : m.query)[best];
    }

    at(event, side) {
      const box = this.views[side].getBoundingClientRect();
      const g = this.grid;
      const nearest = (pixel, first, count) =>
        Math.min(Math.max(Math.round((pixel - first) / g.step), 0), count - 1);
      const x = (event.clientX - box.left) / box.width * this.values.width;
      const y = (event.clientY - box.top) / box.height * this.values.height;
      return nearest(y, g.y, g.rows) * g.columns + nearest(x, g.x, g.columns);
    }

    point(event, side) {
      if (!this.pinned && event.pointerType === 'mouse') {
        this.choose({ side, patch: this.at(event, side) });
      }
    }

    press(event, side) {
      const patch = this.at(event, side);
      const same = this.pinned && this.chosen && this.chosen.side === side
        && this.chosen.patch === patch;
      this.pinned = !same;
      this.choose(same ? null : { side, patch });
    }

    key(event, side) {
      const g = this.grid;
      const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
      if (event.key === 'Escape') {
        this.pinned = false;
        this.choose(null);
      } else if (moves[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        if (!this.chosen || this.chosen.side !== side) {
          this.choose({ side, patch: this.first(side) });
          return;
        }
        const [dr, dc] = moves[event.key];
        const row = Math.floor(this.chosen.patch / g.columns) + dr;
        const column = this.chosen.patch % g.columns + dc;
        if (row >= 0 && row < g.rows && column >= 0 && column < g.columns) {
          this.choose({ side, patch: row * g.columns + column });
        }
      } else if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        this.jump(side, event.shiftKey ? -1 : 1);
      }
    }

    /* The next patch that has a match. */
    jump(side, by) {
      const matched = [...this.partners[this.scale][side].keys()].sort((a, b) => a - b);
      if (!matched.length) return;
      const now = this.chosen && this.chosen.side === side ? this.chosen.patch : -1;
      const next = by > 0
        ? matched.find(p => p > now)
        : matched.findLast(p => p < now);
      this.choose({ side, patch: next ?? (by > 0 ? matched[0] : matched.at(-1)) });
    }

    choose(what) {
      this.chosen = what;
      this.readout.textContent = what ? this.words(what) : this.empty;
      this.readout.classList.toggle('empty', !what);
      this.draw();
    }

    /* The patch that a patch is matched with, or else its nearest. */
    other(side, patch) {
      const m = this.grid.matches;
      const i = this.partners[this.scale][side].get(patch);
      return i === undefined ? this.grid.nearest[side][patch] : (side ? m.query : m.candidate)[i];
    }

    /* What there is to say of a patch. */
    words({ side, patch }) {
      const g = this.grid;
      const place = p => 'row ' + (Math.floor(p / g.columns) + 1) + ', column ' + (p % g.columns + 1);
      const there = side ? 'query' : 'candidate';
      const nearest = this.other(side, patch);
      const cosine = fixed(g.cosine[side][patch] / 1e4, 3);
      const match = this.partners[this.scale][side].get(patch);
      let text = (side ? 'Candidate' : 'Query') + ' patch at ' + place(patch) + ' of ' + g.rows + '\u00d7'
        + g.columns + '. ';
      if (match === undefined) {
        text += 'No mutual match: its nearest patch in the ' + there + ', at ' + place(nearest)
          + ' (cosine ' + cosine + '), is nearer to another one. It adds nothing to the score.';
      } else {
        text += 'Matched with the ' + there + '\u2019s patch at ' + place(nearest) + ', cosine ' + cosine
          + ', ' + (g.matches.inlier[match] ? 'an inlier' : 'no inlier') + '. Its share in the pair score is '
          + fixed(100 * g.matches.share[match], 2) + ' %.';
      }
      return text + this.clusterWords(side, patch, 'Its cells')
        + (match === undefined ? '' : this.clusterWords(1 - side, nearest, 'The match\u2019s cells'));
    }

    clusterWords(side, patch, whose) {
      if (!this.values.cells) return '';
      const g = this.grid;
      const counts = new Map();
      this.eachCell(patch, cell => {
        const k = this.values.cells[side][cell];
        counts.set(k, (counts.get(k) || 0) + 1);
      });
      const all = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const named = all.slice(0, 4).map(([k, n]) => k + (g.size > 1 ? ' (' + n + ' of ' + g.size * g.size + ')' : ''));
      return ' ' + whose + ' belong most to cluster' + (all.length > 1 ? 's ' : ' ') + named.join(', ')
        + (all.length > 4 ? ' and ' + (all.length - 4) + ' more' : '') + '.';
    }

    eachCell(patch, action) {
      const g = this.grid;
      const row = Math.floor(patch / g.columns) * g.stride;
      const column = patch % g.columns * g.stride;
      for (let r = 0; r < g.size; r++) {
        for (let c = 0; c < g.size; c++) action((row + r) * this.values.columns + column + c);
      }
    }

    draw() {
      const outer = this.box.getBoundingClientRect();
      if (!outer.width) return;
      const ratio = Math.max(window.devicePixelRatio || 1, 2);
      const width = Math.round(outer.width * ratio);
      const height = Math.round(outer.height * ratio);
      if (this.canvas.width !== width || this.canvas.height !== height) {
        this.canvas.width = width;
        this.canvas.height = height;
      }
      const pen = this.canvas.getContext('2d');
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, outer.width, outer.height);
      const areas = this.views.map(view => {
        const box = view.getBoundingClientRect();
        return { left: box.left - outer.left, top: box.top - outer.top, width: box.width,
          height: box.height };
      });
      areas.forEach((area, side) => {
        pen.save();
        pen.beginPath();
        pen.rect(area.left, area.top, area.width, area.height);
        pen.clip();
        if (show.clusters && this.values.cells) this.clusters(pen, area, side);
        if (show.heat) this.heat(pen, area, side);
        pen.restore();
      });
      this.lines(pen, areas);
      if (this.chosen) this.focus(pen, areas);
    }

    tile(pen, area, x, y, step) {
      const sx = area.width / this.values.width;
      const sy = area.height / this.values.height;
      pen.fillRect(area.left + (x - step / 2) * sx, area.top + (y - step / 2) * sy, step * sx,
        step * sy);
    }

    clusters(pen, area, side) {
      const v = this.values;
      pen.globalAlpha = .55;
      v.cells[side].forEach((k, cell) => {
        pen.fillStyle = hue(k);
        this.tile(pen, area, v.cellX + cell % v.columns * v.cellStep,
          v.cellY + Math.floor(cell / v.columns) * v.cellStep, v.cellStep);
      });
    }

    heat(pen, area, side) {
      const g = this.grid;
      pen.globalAlpha = .6;
      g.cosine[side].forEach((c, patch) => {
        pen.fillStyle = ramp((c - g.least) / Math.max(g.most - g.least, 1));
        this.tile(pen, area, g.x + patch % g.columns * g.step,
          g.y + Math.floor(patch / g.columns) * g.step, g.step);
      });
    }

    centre(area, patch) {
      const g = this.grid;
      return [
        area.left + (g.x + patch % g.columns * g.step) / this.values.width * area.width,
        area.top + (g.y + Math.floor(patch / g.columns) * g.step) / this.values.height * area.height];
    }

    line(pen, areas, i, width, alpha) {
      const m = this.grid.matches;
      const from = this.centre(areas[0], m.query[i]);
      const to = this.centre(areas[1], m.candidate[i]);
      pen.globalAlpha = alpha;
      pen.setLineDash(m.inlier[i] ? [] : [3 * width, 2.5 * width]);
      for (const [colour, extra] of [['rgba(0,0,0,.45)', 1.2], [m.inlier[i] ? data.inlier : data.outlier, 0]]) {
        pen.strokeStyle = colour;
        pen.lineWidth = width + extra;
        pen.beginPath();
        pen.moveTo(...from);
        pen.lineTo(...to);
        pen.stroke();
      }
      pen.setLineDash([]);
    }

    lines(pen, areas) {
      const m = this.grid.matches;
      const dim = this.chosen ? .25 : 1;
      for (const inlier of [0, 1]) {
        if (!(inlier ? show.inliers : show.others)) continue;
        m.query.forEach((q, i) => {
          if (m.inlier[i] === inlier) this.line(pen, areas, i, 1.2, (inlier ? .9 : .4) * dim);
        });
      }
    }

    square(pen, area, patch, colour) {
      const g = this.grid;
      const [x, y] = this.centre(area, patch);
      const w = g.size * this.values.cellStep / this.values.width * area.width;
      const h = g.size * this.values.cellStep / this.values.height * area.height;
      pen.globalAlpha = 1;
      for (const [c, extra] of [['rgba(0,0,0,.7)', 2], [colour, 0]]) {
        pen.strokeStyle = c;
        pen.lineWidth = 2 + extra;
        pen.strokeRect(x - w / 2, y - h / 2, w, h);
      }
    }

    focus(pen, areas) {
      const { side, patch } = this.chosen;
      const match = this.partners[this.scale][side].get(patch);
      this.square(pen, areas[side], patch, '#ffffff');
      if (match === undefined) {
        this.square(pen, areas[1 - side], this.other(side, patch), data.oneSided);
      } else {
        this.line(pen, areas, match, 2.6, 1);
        this.square(pen, areas[1 - side], this.other(side, patch),
          this.grid.matches.inlier[match] ? data.inlier : data.outlier);
      }
    }
  }

  const sections = [...document.querySelectorAll('.pair')];
  const pairs = sections.map((section, i) => new Pair(section, data.pairs[i]));
  const redraw = () => pairs.forEach(p => p.draw());
  for (const name of Object.keys(show)) {
    const box = control(name);
    if (!box) continue;
    show[name] = box.checked;
    box.addEventListener('change', () => {
      show[name] = box.checked;
      /* Two fillings over one another cannot be read. */
      const rival = { heat: 'clusters', clusters: 'heat' }[name];
      if (rival && box.checked && control(rival)) {
        show[rival] = control(rival).checked = false;
      }
      redraw();
    });
  }
  const scale = control('scale');
  const chooseScale = () => pairs.forEach(p => {
    p.scale = scale.selectedIndex;
    p.pinned = false;
    p.choose(null);
  });
  scale.addEventListener('change', chooseScale);
  chooseScale();
  window.addEventListener('load', redraw);
  window.addEventListener('beforeprint', redraw);
  window.addEventListener('afterprint', redraw);
  matchMedia('print').addEventListener('change', redraw);
})();
