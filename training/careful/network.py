"""The network: a small encoder over pieces of words, and a head for each thing that is told of a word.

All products are taken between whole numbers once `whole` is switched on: weights of seven bits and
a sign, each row with its own scale, activations of seven bits, each word with its own scale and
zero. Sixteen products fit into sixteen bits by pairs and fours (`row_scales`), which is what makes
the reader fast; training goes on with that rounding in place, so it costs next to nothing.
"""

import torch
from torch import nn
from torch.nn import functional

WIDTH, LAYERS, HEADS, INNER, PLACES, SHAPES = 384, 6, 12, 1536, 512, 8
ARC, LABEL = 256, 256
MOST_ACTIVATION, MOST_WEIGHT, MOST_GROUP = 127, 127, 258
EPSILON = 1e-12


def row_scales(weight):
    """The step of each row, so that no weight and no group of eight outgrows its place."""
    size = weight.abs()
    groups = size.view(size.shape[0], -1, 4, 2, 2).sum((2, 4)).amax((1, 2))
    return torch.maximum(size.amax(1) / MOST_WEIGHT, groups / (MOST_GROUP - 4)).clamp_min(1e-9)


def round_weight(weight):
    """The weights as the reader has them, learnt through as if they had not been rounded."""
    with torch.no_grad():
        scales = row_scales(weight).unsqueeze(1)
        rounded = torch.round(weight / scales) * scales
    return weight + (rounded - weight).detach()


def round_activation(values):
    """The activations as the reader has them."""
    with torch.no_grad():
        low, high = values.amin(-1, keepdim=True), values.amax(-1, keepdim=True)
        low, high = low.clamp_max(0), high.clamp_min(0)
        step = ((high - low) / MOST_ACTIVATION).clamp_min(1e-9)
        zero = torch.round(-low / step)
        rounded = ((torch.round(values / step) + zero).clamp(0, MOST_ACTIVATION) - zero) * step
    return values + (rounded - values).detach()


class Whole(nn.Linear):
    """A linear layer that can work in whole numbers."""

    whole = False

    def forward(self, values):
        if not self.whole:
            return functional.linear(values, self.weight, self.bias)
        return functional.linear(round_activation(values), round_weight(self.weight), self.bias)


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self):
        super().__init__()
        self.mix = Whole(WIDTH, 3 * WIDTH)
        self.out = Whole(WIDTH, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.up = Whole(WIDTH, INNER)
        self.down = Whole(INNER, WIDTH)
        self.down_norm = nn.LayerNorm(WIDTH, EPSILON)

    def forward(self, values, mask, dropout):
        batch, length, _ = values.shape
        query, key, value = (
            self.mix(values).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        values = self.out_norm(values + functional.dropout(self.out(seen), dropout, self.training))
        inner = functional.gelu(self.up(values), approximate="tanh")
        return self.down_norm(values + functional.dropout(self.down(inner), dropout, self.training))


class Network(nn.Module):
    """Says of each word its class, lemma script, head, relation and name label."""

    def __init__(self, pieces, classes, scripts, relations, labels):
        super().__init__()
        self.register_buffer("pieces", torch.zeros(pieces, WIDTH))
        self.register_buffer("places", torch.zeros(PLACES, WIDTH))
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.classes = Whole(WIDTH, classes)
        self.scripts = Whole(WIDTH, scripts)
        self.names = Whole(WIDTH, labels)
        self.arc_head = Whole(WIDTH, ARC)
        self.arc_word = Whole(WIDTH, ARC)
        self.arc = Whole(ARC, ARC)
        self.label_head = Whole(WIDTH, LABEL)
        self.label_word = Whole(WIDTH, LABEL)
        self.label = Whole(LABEL, relations)

    def work_in_whole_numbers(self):
        """From here on everything is rounded as in the reader."""
        for module in self.modules():
            if isinstance(module, Whole):
                module.whole = True

    def encode(self, pieces, shapes, mask, dropout):
        length = pieces.shape[1]
        values = self.pieces[pieces] + self.places[:length] + self.shapes(shapes)
        values = functional.dropout(self.norm(values), dropout, self.training)
        for layer in self.layers:
            values = layer(values, mask, dropout)
        return values

    def words(self, batch, dropout):
        """The start of each sentence and its words: the mean of each one's first and last piece."""
        values = self.encode(batch["pieces"], batch["shapes"], batch["mask"], dropout)
        rows = torch.arange(values.shape[0]).unsqueeze(1)
        return (values[rows, batch["first"]] + values[rows, batch["last"]]) / 2

    def arcs(self, words, dropout):
        """For each word the score of each head, the start of the sentence first."""
        heads = functional.dropout(functional.relu(self.arc_head(words)), dropout, self.training)
        own = functional.dropout(functional.relu(self.arc_word(words)), dropout, self.training)
        return torch.bmm(self.arc(own), heads.transpose(1, 2))

    def relations(self, words, heads, dropout):
        """For each word the score of each relation to the head that is given."""
        above = self.label_head(words).gather(1, heads.unsqueeze(2).expand(-1, -1, LABEL))
        both = functional.relu(above + self.label_word(words))
        return self.label(functional.dropout(both, dropout, self.training))


def round_rows(table):
    """A table of vectors as the reader has it: eight bits, a scale for each row."""
    scales = table.abs().amax(1, keepdim=True).clamp_min(1e-9) / 127
    return torch.round(table / scales) * scales


def from_encoder(network, folder, vocabulary):
    """Fills the encoder with the pretrained weights; of its pieces only those of our vocabulary."""
    from safetensors.torch import load_file

    given = load_file(folder / "model.safetensors")
    every = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    place = {piece: number for number, piece in enumerate(every)}
    table = given["embeddings.word_embeddings.weight"]
    network.pieces.copy_(round_rows(table[[place[piece] for piece in vocabulary]]))
    kind = given["embeddings.token_type_embeddings.weight"][0]
    network.places.copy_(round_rows(given["embeddings.position_embeddings.weight"] + kind))
    state = {"norm": "embeddings.LayerNorm"}
    for number in range(LAYERS):
        old, new = f"encoder.layer.{number}", f"layers.{number}"
        state[f"{new}.out"] = f"{old}.attention.output.dense"
        state[f"{new}.out_norm"] = f"{old}.attention.output.LayerNorm"
        state[f"{new}.up"] = f"{old}.intermediate.dense"
        state[f"{new}.down"] = f"{old}.output.dense"
        state[f"{new}.down_norm"] = f"{old}.output.LayerNorm"
    with torch.no_grad():
        for new, old in state.items():
            module = network.get_submodule(new)
            module.weight.copy_(given[f"{old}.weight"])
            module.bias.copy_(given[f"{old}.bias"])
        for number, layer in enumerate(network.layers):
            parts = [f"encoder.layer.{number}.attention.self.{name}" for name in ("query", "key", "value")]
            layer.mix.weight.copy_(torch.cat([given[f"{part}.weight"] for part in parts]))
            layer.mix.bias.copy_(torch.cat([given[f"{part}.bias"] for part in parts]))
